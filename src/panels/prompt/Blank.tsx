import { useStore } from 'zustand'
import { setText } from '../../state/prompt.ts'
import { openConnection, session, useSession } from '../../state/session.ts'
import { setModel } from '../../state/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { examples } from './examples.ts'
import type { Example } from './examples.ts'
import { runPrompt } from './runPrompt.ts'

function open({ text, model }: Example): void {
  setText(text)
  if (model) setModel(model)
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
      <ul aria-label="Examples" className="-mx-2 mt-3 max-w-140 divide-y divide-line">
        {examples(demo).map((example) => (
          <li key={example.title}>
            <button
              type="button"
              onClick={() => open(example)}
              className="flex min-h-13 w-full cursor-pointer items-center gap-2 px-2 py-1.5 text-left transition-colors duration-80 hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{example.title}</span>
                <span className="block text-label text-mute">{example.about}</span>
              </span>
              <span className="text-soft">
                <Icon name="chevron-right" />
              </span>
            </button>
          </li>
        ))}
      </ul>
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
