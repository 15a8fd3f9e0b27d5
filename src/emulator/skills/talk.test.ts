import { describe, expect, it } from 'vitest'
import { examples, nearest } from './examples.ts'
import { noModel } from './noModel.ts'
import { sampleText } from './sampleText.ts'
import { smallTalk } from './smallTalk.ts'
import { skilled } from './table.ts'
import { around, leaves, says } from './testing.ts'

describe('sample text', () => {
  it.each([
    ['Write a long answer', 6_000],
    ['a long text, please', 6_000],
    ['Stream something long', 6_000],
    ['Give me a very long answer to see the stream', 32_000],
    ['long markdown', 6_000],
    ['Generate long Markdown to test rendering', 6_000],
    ['Write 1000 words of filler', 6_000],
    ['2,000 words of lorem ipsum', 12_000],
    ['lorem ipsum', 6_000],
    ['Write a huge response', 32_000],
    ['I want a long response so I can see streaming', 6_000],
    ['500 characters of placeholder text', 500],
    ['5 paragraphs of filler', 2_000],
    ['produce a long document', 6_000],
    ['output 10k characters of text', 10_000],
  ])('%s: %i characters', (prompt, length) => {
    const text = says(sampleText, prompt)
    expect(text.length).toBeGreaterThanOrEqual(length)
    expect(text.length).toBeLessThan(length + 6_000)
  })

  it.each([
    ['everything', ['## Lists', '## A table', '## Code', '## Maths']],
    ['Show me all kinds of formatting', ['## Lists', '## A table']],
    ['markdown tour', ['## Maths']],
    ['Show all Markdown features', ['## Code']],
    ['A table, a formula and some code, please.', ['### A table', '### Maths', '### Code']],
    ['a list and a table', ['### A list', '### A table']],
    ['Show me a code block with a formula', ['### Code', '### Maths']],
  ])('%s', (prompt, parts) => {
    for (const part of parts) expect(says(sampleText, prompt)).toContain(part)
  })

  it.each([
    'Write a long essay about rain',
    'A long story',
    'Write at length',
    'How long is a football field?',
    'Why are German words so long?',
    'Write a 500 word blog post about coffee',
    'Compare React and Vue in a table',
    'A table of the planets and their moons',
    'everything about Rome',
  ])('leaves: %s', leaves(sampleText))
})

describe('about itself', () => {
  it.each([
    'Hi',
    'hello!',
    'Good morning',
    'Hey there',
    'How are you?',
    'Thanks',
    'thank you so much!',
    'Who are you?',
    'what are you',
    'What model is this?',
    'Which model are you?',
    'Are you ChatGPT?',
    'Are you a real AI?',
    'What can you do?',
    'help',
    'Tell me about yourself.',
    'What is the meaning of life?',
    'what’s the meaning of life, the universe and everything?',
    'test',
    'ping',
    'Goodbye',
    'Give me some examples',
  ])('%s', (prompt) => {
    expect(says(smallTalk, prompt).length).toBeGreaterThan(5)
  })

  it('answers the meaning of life in two sentences, with the truth about itself', () => {
    for (const variant of [0, 1, 2]) {
      const answer = smallTalk.answer(smallTalk.understand('What is the meaning of life?', around)!, variant)
      expect(answer.match(/[.!?](?=\s|$)/g)).toHaveLength(2)
      expect(answer).toMatch(/(?:no|without a) language model/)
    }
  })

  it.each([
    'Hi, can you write a poem?',
    'What is the meaning of “petrichor”?',
    'Who are the Beatles?',
    'Are you going to rain on my parade?',
    'What can you do with a drunken sailor early in the morning, in German?',
    'Help me write an essay',
    'Test this function',
    'How are stars born?',
    'Thanks for the fish; now write a poem',
  ])('leaves: %s', leaves(smallTalk))
})

describe('where there is no model', () => {
  it.each([
    ['Write a Python function that checks if a number is prime', 'stack traces'],
    ['SQL query to find duplicate emails', 'data formats'],
    ['Translate "good morning" into French', 'summary and key words'],
    ['How long is the flight from Oslo to Rome in hours?', 'units'],
    ['What should I cook for dinner with my budget?', 'list to table'],
  ])('%s: near is %s', (prompt, skill) => {
    expect(nearest(prompt).map((one) => one.skill)).toContain(skill)
  })

  it('offers three different examples, each of which its skill understands', () => {
    expect(new Set(nearest('zyx').map(({ skill }) => skill)).size).toBe(3)
    for (const { prompt, skill } of examples) expect(skilled(prompt, around)?.by, prompt).toBe(skill)
  })

  it('speaks the language that the instruction asks for, and says that it has arrived', () => {
    expect(noModel('Why?', 'Answer in Japanese', 0)).toContain('言語モデル')
    expect(noModel('Why?', 'Be a cat.', 0)).toContain('The system instruction arrived too')
  })
})

describe('long prompts', () => {
  it.each([
    ['spaces', ' '.repeat(1_000_000)],
    ['dots', `${'.'.repeat(1_000_000)}a`],
    ['one word', 'A'.repeat(1_000_000)],
    ['digits', '1'.repeat(1_000_000)],
    ['quotes', '"'.repeat(1_000_001)],
    ['prose', 'The harbour was built in 1880 and made the town rich. '.repeat(20_000)],
    ['lines', 'one two three, four\n'.repeat(50_000)],
    ['brackets', `Convert to JSON: ${'['.repeat(500_000)}`],
    ['an order', `Sort: ${'a, '.repeat(300_000)}`],
    ['commas', `Make a table: ${'2 kg a at 1.00, '.repeat(60_000)}`],
  ])('of %s do not hold up the tab', (_, prompt) => {
    expect(() => skilled(prompt, around)).not.toThrow()
  })
})
