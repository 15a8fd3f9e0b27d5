import './index.css'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { guardDrops } from './state/shell/dropGuard.ts'
import { loadPrompt } from './state/prompt/prompt.ts'
import { loadPromptRun } from './state/prompt/promptRun.ts'
import { followJournal } from './runs/registry.ts'
import { promptDoc } from './state/documents/documents.ts'
import { provideDemo, restoreSession } from './state/connection/session.ts'
import { followAddress } from './state/shell/workspace.ts'
import { insertAtOnce } from './ui/insertAtOnce.ts'

/** A storage that does not answer must not keep the page from starting; what comes late is still taken. */
const LONGEST_WAIT_MS = 1000

provideDemo(async () => (await import('./emulator/demo.ts')).demo)
restoreSession()
followAddress()
guardDrops()
followJournal()
insertAtOnce(document)

/** No await of the module itself: files that load later import this one, and would wait for it in turn. */
async function start(): Promise<void> {
  await Promise.race([
    Promise.allSettled([promptDoc.settings.load(), loadPrompt(), loadPromptRun()]),
    new Promise((done) => {
      setTimeout(done, LONGEST_WAIT_MS)
    }),
  ])
  const root = document.querySelector('#root')
  if (!root) throw new Error('The page has no #root.')
  // A transition is rendered in slices of a few milliseconds: a slow machine takes keys in between.
  startTransition(() => {
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    )
  })
}

void start()
