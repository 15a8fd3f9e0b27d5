/** Prompts that show what the demo can do: offered where it cannot, the nearest first. */
import { wordsOf } from './words.ts'

export interface Example {
  /** On one line. */
  prompt: string
  /** Name of the skill that answers it. */
  skill: string
  /** Beginnings of words that bring it near. */
  near: string
}

export const examples: readonly Example[] = [
  {
    prompt: 'What is 12 * (3 + 4)?',
    skill: 'arithmetic',
    near: 'calc comput math number arithmetic plus minus times add multipl divid power root sum',
  },
  {
    prompt: 'Make a table: 2 kg apples at $1.50, 3 pears at $0.40',
    skill: 'list to table',
    near: 'table list column row shopping grocer recipe ingredient price cost item budget expens food meal cook compare plan name ideas',
  },
  {
    prompt: "TypeError: Cannot read properties of undefined (reading 'map')",
    skill: 'stack traces',
    near: 'error bug exception debug fix trace crash fail code function javascript python java typescript react vue program script class component api',
  },
  {
    prompt: 'Solve x^2 - 5x + 6 = 0',
    skill: 'equations',
    near: 'equation solve algebra quadratic formula variable root linear polynomial theorem integral derivative',
  },
  {
    prompt: 'Convert this JSON to a table: [{"name": "Ada", "age": 36}, {"name": "Linus", "age": 28}]',
    skill: 'data formats',
    near: 'json csv data convert format parse schema sql query database yaml xml object user users record markdown',
  },
  {
    prompt: 'Sort alphabetically: pear, apple, fig',
    skill: 'work on a text',
    near: 'sort order alphabet uppercase lowercase reverse string replace duplicate text rewrite rename regex list names',
  },
  {
    prompt:
      'Summarize: The harbour was built in 1880. It made the town rich. In 1950 the harbour closed. The town lost its work.',
    skill: 'summary and key words',
    near: 'summar summary shorten article text essay story book paragraph explain write email letter blog poem haiku translate keyword plot',
  },
  {
    prompt: 'How many days until Christmas?',
    skill: 'dates',
    near: 'date day days week month year time when calendar birthday today tomorrow until since old age history schedule trip travel',
  },
  {
    prompt: 'Convert 5 miles to km',
    skill: 'units',
    near: 'convert unit km mile meter feet kilo pound celsius fahrenheit weight length distance far temperature weather speed litre gallon flight hour minute second long',
  },
  {
    prompt: 'What is 20% off $60?',
    skill: 'percentages',
    near: 'percent discount tax tip interest salary money price bank loan invest cost',
  },
  {
    prompt: 'Is 97 a prime number?',
    skill: 'numbers',
    near: 'prime factor average mean median binary hex number largest statistic fibonacci',
  },
  {
    prompt: 'How many r are in strawberry?',
    skill: 'counting',
    near: 'letter word count character spell strawberry length token',
  },
  {
    prompt: 'Show me all kinds of formatting',
    skill: 'sample text',
    near: 'markdown format bold heading long stream diagram mermaid latex lorem everything example',
  },
]

/** The three examples that share the most with a prompt; where none shares anything, the first three. */
export function nearest(prompt: string): Example[] {
  const words = wordsOf(prompt.toLowerCase())
  const scored = examples.map((example, at) => {
    const near = example.near.split(' ')
    return {
      example,
      at,
      score: words.filter((word) => near.some((one) => word.startsWith(one) && word.length <= one.length + 5))
        .length,
    }
  })
  return scored
    .toSorted((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, 3)
    .map(({ example }) => example)
}

export const asList = (list: readonly Example[]) => list.map(({ prompt }) => `- \`${prompt}\``).join('\n')
