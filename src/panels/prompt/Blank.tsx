import { fillPrompt } from '../../state/prompt/prompt.ts'
import { openConnection, useSession } from '../../state/connection/session.ts'
import { States } from '../../reply/States.tsx'
import { Button } from '../../ui/Button.tsx'
import { ExampleList } from '../../ui/ExampleList.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { usePhone } from '../../ui/phone.ts'
import { examples } from './examples.ts'
import type { Example } from './examples.ts'

/** An example is put in place and not run: with a key a run costs money. */
function choose({ text }: Example): void {
  fillPrompt(text)
  document.querySelector<HTMLElement>('[data-run] button')?.focus()
}

/** The first visit: what this place is for, prompts to begin with, and in the demo every state there is to meet. */
export function Blank() {
  const phone = usePhone()
  const demo = useSession((state) => state.backend === 'demo')
  const hasKey = useSession((state) => state.apiKey !== null)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5 narrow:px-8">
        <p className="max-w-[35em] text-prose font-semibold">
          Write a prompt, see the answer and what the wire did.
        </p>
        <p className="max-w-[35em] pt-1 text-soft">
          {demo
            ? 'Choose one: its prompt is put in place, ready to run or to change.'
            : 'Run sends the prompt from this browser straight to the API, and nowhere else.'}
        </p>
        <ExampleList examples={examples} onOpen={choose} />
        {phone && !hasKey && (
          <div className="pt-6">
            <AddKey demo={demo} />
          </div>
        )}
        <div className="pt-6">
          <States />
        </div>
      </div>
      {!phone && !hasKey && (
        <div className="border-t border-line px-4 py-3 narrow:px-8">
          <AddKey demo={demo} />
        </div>
      )}
    </div>
  )
}

function AddKey({ demo }: { demo: boolean }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      {demo && (
        <p className="max-w-[35em] text-soft">
          <strong className="font-semibold text-ink">This is the demo.</strong> A small program in this tab
          answers; nothing is sent. With a key, this screen talks to the Gemini API.
        </p>
      )}
      <Button variant="bordered" icon={<Icon name="key" />} onClick={openConnection}>
        Add a key
      </Button>
    </div>
  )
}
