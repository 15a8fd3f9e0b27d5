/** Questions about the demo itself, and the courtesies. */
import { asList, examples } from './examples.ts'
import { bare, worded } from './skill.ts'
import type { Skill } from './skill.ts'

type Wordings = [string, string, string]

const topics: readonly [RegExp, Wordings][] = [
  [
    /^(?:what(?:'s| is) (?:the )?(?:meaning|purpose|sense|point) of (?:life|it all|existence)(?:, the universe,? and everything)?|why are we here|the meaning of life)$/i,
    [
      'People have answered that with love, with work, with God and with forty-two, and the best answers were lived before they were written. I am only the demo, a small program without a language model, so I have no life to look for it in and will not pretend to.',
      'Whoever asks has usually begun to find it: in what they would do again, and for whom. From me, a small program that counts and sorts and has no language model behind it, this is as far as honesty goes.',
      'It may be what you give your attention to when nothing forces you. I say so as the demo, which is a few rules in a tab and no language model; a person, or at least Gemini, has more to offer.',
    ],
  ],
  [
    /^(?:who|what) (?:are|r) (?:you|u)$|^(?:what|which) (?:model|ai|llm|version|language model)(?: \w+)? (?:are you|is this|answers(?: here)?)$|^are you (?:a |an )?(?:ai|llm|bot|robot|human|real|gemini|chatgpt|gpt|claude|language model|model)\b.*$|^(?:introduce|describe) yourself$|^(?:tell me )?about yourself$|^what(?:'s| is) (?:your name|this|this site|this page|the demo)$/i,
    [
      'I am the demo: a small program in this tab, no language model. I compute what can be computed (sums, dates, tables, traces) and say so where I cannot. With an API key, Gemini answers in my place.',
      'The demo, a program of a few rules that runs in this tab. No language model is behind it, and nothing you write leaves the page.',
      'Not a model: a small program that speaks the Gemini API, so that everything here can be tried without a key. It really computes its answers, and leaves the rest to Gemini.',
    ],
  ],
  [
    /^(?:what (?:can|do|could) (?:you|it|this|the demo) do|what (?:are|is) your (?:skills?|capabilit\w+|abilit\w+)|help|help me|how (?:does this|do you|do i use this) work|how does the demo work|commands?|what (?:can|should|could) i (?:ask|try|do|write)(?: you| here)?|(?:give me )?(?:some )?examples?)$/i,
    [
      `These I can really do:\n\n${asList(examples)}\n\nAnd I measure pictures, fill a JSON schema from the prompt, call declared functions and rate harmful prompts.`,
      `Try one of these:\n\n${asList(examples)}`,
      `A small program can do these without a model:\n\n${asList(examples)}\n\nThe rest takes a key.`,
    ],
  ],
  [
    /^(?:hi|hello|hey|hiya|howdy|greetings|yo|good (?:morning|afternoon|evening|day))(?: (?:there|demo|gemini|you|all|world|everyone))?$|^(?:hi|hello) there$/i,
    [
      'Hello. I am the demo, a small program: ask me for a sum, a table or a date, or what I can do.',
      'Hello. Ask what I can do, and I will list it.',
      'Good to see you. I compute things; ask me for something that can be computed.',
    ],
  ],
  [
    /^(?:how are you|how(?:'s| is) it going|how do you do|what's up|sup|how are you (?:doing|today))$/i,
    [
      'Running, which is all a small program can say of itself.',
      'All rules in order. I am a program, so that is the whole report.',
      'As always: I start anew with each request.',
    ],
  ],
  [
    /^(?:thanks?|thank you|thx|ty|cheers|great|nice|cool|perfect|awesome|good job|well done|ok|okay)(?: (?:you|so much|a lot|very much|thanks?))*$/i,
    ['You are welcome.', 'Gladly.', 'With pleasure.'],
  ],
  [
    /^(?:bye|goodbye|good night|see you|see ya|later)$/i,
    ['Goodbye.', 'Until next time.', 'Good night, and thank you for trying the demo.'],
  ],
  [
    /^(?:test|testing|ping|testing 1 2 3|is (?:this|it) (?:working|on)|are you there|does this work)$/i,
    [
      'It works: your request arrived, and this is the answer.',
      'Received. The way there and back works.',
      'Yes, this works.',
    ],
  ],
]

export const smallTalk: Skill<Wordings> = {
  name: 'about itself',
  understand(text) {
    if (text.length > 100) return null
    const plain = text
      .trim()
      .replaceAll('’', "'")
      .replace(/\s+/g, ' ')
      .replace(/[\s.!?]+$/, '')
    return topics.find(([pattern]) => pattern.test(plain) || pattern.test(bare(plain)))?.[1] ?? null
  },
  answer: (wordings, variant) => worded(variant, ...wordings),
}
