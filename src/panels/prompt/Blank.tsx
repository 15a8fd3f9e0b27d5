import { useStore } from 'zustand'
import { setText } from '../../state/prompt/prompt.ts'
import { openConnection, session, useSession } from '../../state/connection/session.ts'
import { promptDoc } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { ExampleList } from '../../ui/ExampleList.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { examples } from './examples.ts'
import type { Example } from './examples.ts'
import { runPrompt } from '../../state/prompt/promptRun.ts'

function open({ text, model }: Example): void {
  setText(text)
  if (model) promptDoc.settings.setModel(model)
  void runPrompt()
}

/** The first visit: what this place is for, and three prompts that run at once. */
export function Blank() {
  const demo = useSession((state) => state.backend === 'demo')
  const hasKey = useStore(session, (state) => state.apiKey !== null)
  return (
    <div className="flex min-h-full flex-col px-4 py-5 narrow:px-8">
      <p className="max-w-[35em] text-prose font-semibold">
        Write a prompt, see the answer and what the wire did.
      </p>
      <p className="max-w-[35em] pt-1 text-soft">
        {demo
          ? 'Demo answers come from this tab; nothing is sent. Add a key to reach the Gemini API.'
          : 'Run sends the prompt from this browser straight to the API, and nowhere else.'}
      </p>
      <div className="max-w-140">
        <ExampleList examples={examples(demo)} onOpen={open} />
      </div>
      {!hasKey && (
        <div className="mt-auto flex items-center gap-3 pt-6">
          <Button variant="bordered" icon={<Icon name="key" />} onClick={openConnection}>
            Add a key
          </Button>
          {demo && <span className="text-label text-mute">Demo, in this tab</span>}
        </div>
      )}
    </div>
  )
}
