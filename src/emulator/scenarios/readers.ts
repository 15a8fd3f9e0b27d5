/** Answers of URL context and of Google Maps: the demo opens no page and looks up no place, and says so. */
import type { Ask } from '../ask.ts'
import type { Plan } from '../plan.ts'
import { Speaker } from '../speak.ts'
import { bytes } from '../wire.ts'
import { traced } from './traces.ts'

/** What a stretch of the text rests on: an index into the chunks. */
interface Sentence {
  text: string
  chunk?: number
}

function supportsOf(sentences: readonly Sentence[]) {
  let before = 0
  return sentences.flatMap(({ text, chunk }) => {
    const startIndex = before
    before += bytes(text).length
    const said = text.trimEnd()
    return chunk === undefined
      ? []
      : [
          {
            segment: {
              ...(startIndex > 0 && { startIndex }),
              endIndex: startIndex + bytes(said).length,
              text: said,
            },
            groundingChunkIndices: [chunk],
          },
        ]
  })
}

const joined = (sentences: readonly Sentence[]) => sentences.map(({ text }) => text).join('')

/** Documented: at most 20 addresses a request. */
const MOST = 20
const unreadable =
  /^(?:localhost|127\.|10\.|192\.168\.)|(?:^|\.)(?:youtube\.com|youtu\.be)$|^docs\.google\.com$/

/** The words in an address decide, so that every state can be met. */
function statusOf(url: string): string {
  if (unreadable.test(new URL(url).hostname) || /missing|404/.test(url)) return 'ERROR'
  if (/paywall/.test(url)) return 'PAYWALL'
  return /unsafe/.test(url) ? 'UNSAFE' : 'SUCCESS'
}

const addressesIn = (text: string): string[] =>
  [...new Set(text.match(/https?:\/\/[^\s<>"'`)\]}]+/g))].filter((url) => URL.canParse(url)).slice(0, MOST)

/** What came of each address stands on the first chunk, as the API has it. */
export async function pagesRead(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const pages = addressesIn(ask.prompt).map((url) => ({
    url,
    status: `URL_RETRIEVAL_STATUS_${statusOf(url)}`,
  }))
  const read = pages.filter(({ status }) => status.endsWith('SUCCESS'))
  const sentences: Sentence[] = [
    { text: 'No page was opened for this – the demo only shows the form. ' },
    ...(pages.length === 0 ? [{ text: 'The prompt holds no address.' }] : []),
    ...read.map(({ url }, chunk) => ({ text: `“${new URL(url).host}” counts as read. `, chunk })),
    ...pages
      .filter((page) => !read.includes(page))
      .map(({ url }) => ({ text: `“${new URL(url).host}” counts as not read. ` })),
  ]
  const [first, ...rest] = speaker.say(joined(sentences))
  if (first && 'chunk' in first)
    for (const candidate of first.chunk.candidates ?? [])
      candidate.urlContextMetadata = {
        urlMetadata: pages.map(({ url, status }) => ({ retrievedUrl: url, urlRetrievalStatus: status })),
      }
  return [
    ...traced(ask, speaker, [
      {
        toolType: 'URL_CONTEXT',
        args: { urls: pages.map(({ url }) => url) },
        response: {
          urls_metadata: pages.map(({ url, status }) => ({
            retrieved_url: url,
            url_retrieval_status: status,
          })),
        },
      },
    ]),
    ...speaker.think([
      '**Reading**\n\nThe demo opens no pages; it shows what their reading looks like.\n\n\n',
    ]),
    ...(first ? [first] : []),
    ...rest,
    speaker.finish('STOP', {
      groundingMetadata: {
        groundingChunks: read.map(({ url }) => ({ web: { uri: url, title: new URL(url).host } })),
        groundingSupports: supportsOf(sentences),
      },
    }),
  ]
}

const places = ['Café Aurora', 'Café Lumière']

export async function placesFound(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const { latitude, longitude } = ask.request.toolConfig?.retrievalConfig?.latLng ?? {}
  const around =
    latitude === undefined && longitude === undefined ? '' : ` near ${latitude ?? 0}, ${longitude ?? 0}`
  const sentences: Sentence[] = [
    { text: `No map was asked${around} – these places are made up. ` },
    ...places.map((name, chunk) => ({ text: `${name} is open until six. `, chunk })),
  ]
  return [
    ...traced(ask, speaker, [
      {
        toolType: 'GOOGLE_MAPS',
        args: { queries: [ask.prompt.slice(0, 80)] },
        response: { places: places.map((title) => ({ title })) },
      },
    ]),
    ...speaker.think([
      '**Looking at the map**\n\nThe demo has no map; it shows what places look like.\n\n\n',
    ]),
    ...speaker.say(joined(sentences)),
    speaker.finish('STOP', {
      groundingMetadata: {
        groundingChunks: places.map((title, index) => ({
          maps: {
            uri: `https://maps.google.com/maps?q=${encodeURIComponent(title)}`,
            title,
            placeId: `places/demo${index + 1}`,
          },
        })),
        groundingSupports: supportsOf(sentences),
      },
    }),
  ]
}
