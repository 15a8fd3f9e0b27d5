import { changeSetup, loadSetup } from '../../state/embedding/setup.ts'
import { promptDoc } from '../../state/documents/documents.ts'
import { goTo } from '../../state/shell/workspace.ts'
import { idOf, supports } from './filter.ts'
import type { Model } from '../../gemini/types.ts'

/** Takes the model, and goes where it can be used. */
export async function chooseModel(model: Model): Promise<void> {
  const embedsOnly = supports(model, 'embedContent') && !supports(model, 'generateContent')
  if (embedsOnly) {
    // The texts of the last visit first: a change before them would take their place.
    await loadSetup()
    changeSetup({ model: idOf(model) })
  } else promptDoc.settings.setModel(idOf(model))
  goTo(embedsOnly ? 'embeddings' : 'prompt')
}
