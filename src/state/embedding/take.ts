import { goTo } from '../workspace.ts'
import { itemsOf, loadSetup, replaceSetup, setup } from './setup.ts'
import { appended, setupOf } from './importTexts.ts'
import type { EmbedItem } from './requests.ts'

/**
 * Takes texts over into the Embeddings workspace and goes there: "Embed this answer", "Embed this chat". They are added
 * to what stands there already; nothing is sent.
 */
export async function embedTexts(items: readonly EmbedItem[]): Promise<void> {
  // The texts of the last visit first: what is taken over must not replace them.
  await loadSetup()
  const present = setup.getState()
  const fresh = items.filter(({ text }) => text.trim() !== '')
  const next = itemsOf(present).length === 0 ? setupOf(fresh) : appended(present, fresh)
  replaceSetup({ ...present, ...next })
  goTo('embeddings')
}
