import { holdsKey, withoutKey } from '../connection/keyInText.ts'
import { chatDoc } from '../documents/documents.ts'
import { settingsWithoutKeys } from '../documents/settings.ts'
import { chat } from './chat.ts'
import { mapDraftTexts } from './draft.ts'
import { rewritten, textsToEdit } from './history.ts'
import { chatLaunch } from './launch.ts'
import { mapResults } from './results.ts'
import { replaceParts } from './turns.ts'

/** Cuts what looks like a key out of the message, the results that wait, the settings and the turns on show. */
export async function removeChatKey(): Promise<void> {
  chatLaunch.closeQuestion()
  const { shown } = chat.getState()
  mapDraftTexts(withoutKey)
  const last = shown.at(-1)
  if (last) mapResults(last.id, withoutKey)
  const { store, replace } = chatDoc.settings
  replace(settingsWithoutKeys(store.getState()))
  const replaced = shown.flatMap((old) => {
    const texts = textsToEdit(old)
    return texts.some(holdsKey) ? [{ old, parts: rewritten(old, texts.map(withoutKey)) }] : []
  })
  await replaceParts(replaced)
}
