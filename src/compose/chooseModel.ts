import { changeSetup, loadSetup } from '../state/embedding/setup.ts'
import { promptDoc } from '../state/documents/documents.ts'
import { goTo, workspace } from '../state/shell/workspace.ts'
import type { Model } from '../gemini/types.ts'

/** Takes the model, and goes where it can be used: where one is, if that is such a place. */
export async function chooseModel({ name, supportedGenerationMethods = [] }: Model): Promise<void> {
  const id = name.replace(/^models\//, '')
  const can = (method: string) => supportedGenerationMethods.includes(method)
  const embedsOnly = can('embedContent') && !can('generateContent')
  if (embedsOnly) {
    // The texts of the last visit first: a change before them would take their place.
    await loadSetup()
    changeSetup({ model: id })
  } else promptDoc.settings.setModel(id)
  const here = workspace.getState().workspace
  goTo(embedsOnly ? 'embeddings' : here === 'chat' ? here : 'prompt')
}
