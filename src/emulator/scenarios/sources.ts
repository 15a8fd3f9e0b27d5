/** Answers that name where they come from. */
import type { Ask } from '../ask.ts'
import type { Plan } from '../plan.ts'
import { Speaker } from '../speak.ts'
import { bytes } from '../wire.ts'
import { topics } from '../skills/words.ts'
import { searched, traced } from './traces.ts'

const sentences = [
  'No search was run for this: the sources only show the form. ',
  'The Gemini API answers over HTTP and streams server-sent events. ',
  'Embeddings turn a text into a list of numbers – 3,072 of them unless told otherwise.',
]

const pages = [
  { uri: 'https://ai.google.dev/gemini-api/docs', title: 'ai.google.dev' },
  { uri: 'https://developer.mozilla.org/docs/Web/API/Server-sent_events', title: 'developer.mozilla.org' },
  { uri: 'https://ai.google.dev/gemini-api/docs/embeddings', title: 'ai.google.dev' },
]

/** Offsets are UTF-8 bytes into the text, and a start of 0 is left out, as the API does. */
function segment(index: number) {
  const startIndex = bytes(sentences.slice(0, index).join('')).length
  const text = (sentences[index] ?? '').trimEnd()
  return { ...(startIndex > 0 && { startIndex }), endIndex: startIndex + bytes(text).length, text }
}

/** Chunks on the way carry an empty object, the last the real one. */
export async function grounded(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const topic = topics(ask.prompt).slice(0, 3).join(' ') || 'gemini api'
  const said = speaker.say(sentences.join(''))
  for (const step of said)
    if ('chunk' in step) for (const candidate of step.chunk.candidates ?? []) candidate.groundingMetadata = {}
  return [
    ...traced(ask, speaker, [searched([topic, `${topic} documentation`])]),
    ...speaker.think(['**Searching**\n\nThe demo does not search; it shows what a search looks like.\n\n\n']),
    ...said,
    speaker.finish('STOP', {
      groundingMetadata: {
        webSearchQueries: [topic, `${topic} documentation`],
        groundingChunks: pages.map((web) => ({ web })),
        groundingSupports: [
          { segment: segment(1), groundingChunkIndices: [0, 1] },
          { segment: segment(2), groundingChunkIndices: [2] },
        ],
        searchEntryPoint: {
          renderedContent: `<div class="container"><a href="https://www.google.com/search?q=${encodeURIComponent(topic)}">search</a></div>`,
        },
      },
    }),
  ]
}

/** What a client has to survive: no support here is as the API's own are. */
export async function oddSupports(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const text =
    'No search was run for this, and its supports are odd on purpose. Two of them overlap in **this sentence**. One ends inside the last letter of café. One ends far behind the text, one before it begins, and one names a source that is not there.'
  const upTo = (passage: string) => bytes(text.slice(0, text.indexOf(passage) + passage.length)).length
  const end = bytes(text).length
  const supports: [startIndex: number, endIndex: number, chunks: number[]][] = [
    [0, upTo('odd on purpose.'), [0]],
    [upTo('No search'), upTo('**this'), [1]],
    [upTo('letter of '), upTo('café') - 1, [2]],
    [upTo('One ends far'), end + 1000, [0]],
    [end, upTo('Two of them'), [1]],
    [0, upTo('one names a source'), [7]],
    [0, upTo('that is not there'), [99, 2]],
  ]
  return [
    ...speaker.say(text),
    speaker.finish('STOP', {
      groundingMetadata: {
        groundingChunks: pages.map((web) => ({ web })),
        groundingSupports: supports.map(([startIndex, endIndex, groundingChunkIndices]) => ({
          segment: { startIndex, endIndex },
          groundingChunkIndices,
        })),
      },
    }),
  ]
}

export async function citations(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const quote = 'To be, or not to be, that is the question'
  const text = `Two works are quoted here: “${quote}” and a line of a licence, “Licensed under the Apache License, Version 2.0”.`
  const at = (passage: string) => {
    const startIndex = bytes(text.slice(0, text.indexOf(passage))).length
    return { startIndex, endIndex: startIndex + bytes(passage).length }
  }
  return [
    { wait: 150 },
    ...speaker.say(text),
    speaker.finish('STOP', {
      citationMetadata: {
        citationSources: [
          { ...at(quote), uri: 'https://www.gutenberg.org/ebooks/1524' },
          {
            ...at('Licensed under the Apache License, Version 2.0'),
            uri: 'https://www.apache.org/licenses/LICENSE-2.0',
            license: 'apache-2.0',
          },
        ],
      },
    }),
  ]
}
