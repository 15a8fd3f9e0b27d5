import { holdsKey } from '../connection/keyInText.ts'
import { mayCount } from '../connection/queries.ts'
import { toEmbedRequest } from './requests.ts'
import { embedSettingsOf, isUntouched, itemsOf, setup } from './setup.ts'
import type { Pause } from '../connection/pause.ts'
import type { Content } from '../../gemini/types.ts'
import type { EmbedItem, EmbedSettings } from './requests.ts'

/** Up to here every text is counted; above, some of them stand for all, so that an edit does not send megabytes. */
const textsCounted = 500
const charactersCounted = 200_000
const sampled = 100

/** What is sent to be counted for the texts of a setup. */
export interface Count {
  /** Counts up, so that a cache key need not hold the texts. */
  id: number
  model: string
  contents: Content[]
  /** What the count is multiplied by: 1 where every text is in it. */
  scale: number
  /** Pictures are not in the count. */
  pictures: boolean
  /** What was in place, and what it is embedded with. */
  items: readonly EmbedItem[]
  settings: EmbedSettings
  pause: Pause | null
}

const lengthOf = (some: readonly EmbedItem[]) => some.reduce((sum, { text }) => sum + text.length, 0)

/**
 * The texts as they would be sent, prefixes included, or some of them spread over all.
 * @returns `scale`: characters of all texts over characters of those in `contents`
 */
export function sampleOf(
  settings: EmbedSettings,
  items: readonly EmbedItem[],
): Pick<Count, 'contents' | 'scale'> {
  const written = items.filter(({ text }) => text !== '')
  const whole = lengthOf(written)
  const few = written.length <= textsCounted && whole <= charactersCounted
  const step = few ? 1 : Math.max(1, Math.ceil(written.length / sampled))
  const chosen: EmbedItem[] = []
  let room = charactersCounted
  for (let at = 0; at < written.length; at += step) {
    const item = written[at]!
    // One text longer than the room is counted by its beginning.
    const text = item.text.slice(0, room)
    if (text === '') break
    room -= text.length
    chosen.push({ text })
  }
  const part = lengthOf(chosen)
  return {
    contents: chosen.map((item) => toEmbedRequest(settings, item).content),
    scale: part === 0 ? 1 : whole / part,
  }
}

let lastId = 0

/** What would be counted now. */
export function presentCount(): Count {
  const present = setup.getState()
  const items = itemsOf(present)
  const settings = embedSettingsOf(present)
  const { contents, scale } = sampleOf(settings, items)
  const suspect = () => holdsKey(items.map(({ text }) => text).join('\n'))
  const pause = !mayCount()
    ? 'connection'
    : contents.length === 0
      ? 'empty'
      : isUntouched()
        ? 'link'
        : suspect()
          ? 'key'
          : null
  lastId += 1
  const pictures = items.some(({ image }) => image)
  return { id: lastId, model: present.model, contents, scale, pictures, items, settings, pause }
}
