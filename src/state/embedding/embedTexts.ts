import { goTo } from '../shell/workspace.ts'
import { appended } from './importTexts.ts'
import { changeSetup, loadSetup, setup, withUndo } from './setup.ts'
import type { EmbedItem } from './requests.ts'

/**
 * Brings texts from elsewhere into the Embeddings workspace and goes there: "Embed this answer", "Embed this chat". They
 * are added to what stands there already; nothing is sent.
 */
export async function embedTexts(items: readonly EmbedItem[]): Promise<void> {
  // The texts of the last visit first: what is added must not replace them.
  await loadSetup()
  const fresh = items.filter(({ text }) => text.trim() !== '')
  const words = fresh.length === 1 ? 'Added 1 text' : `Added ${fresh.length} texts`
  withUndo(words, () => changeSetup(appended(setup.getState(), fresh)))
  goTo('embeddings')
}
