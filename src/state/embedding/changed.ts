import { toEmbedRequest } from './requests.ts'
import { embedSettingsOf, itemsOf } from './setup.ts'
import type { EmbedItem, EmbedSettings } from './requests.ts'
import type { Setup } from './setup.ts'

/** Whether these are the same texts and pictures in the same order; labels are no part of a vector. */
export function sameItems(some: readonly EmbedItem[], others: readonly EmbedItem[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ text, image }, at) => others[at]!.text === text && others[at]!.image?.id === image?.id)
  )
}

/** What of the settings goes over the wire: a title without its task is not sent. */
const sentOf = (settings: EmbedSettings) =>
  JSON.stringify([settings.model, toEmbedRequest(settings, { text: '' })])

/** What is not as it was when vectors were made of these texts with these settings; null while all of it is. */
export function changedSince(
  made: { settings: EmbedSettings; items: readonly EmbedItem[] },
  present: Setup,
): 'texts' | 'setup' | null {
  if (!sameItems(made.items, itemsOf(present))) return 'texts'
  return sentOf(made.settings) === sentOf(embedSettingsOf(present)) ? null : 'setup'
}
