import { chooseExample, examples } from '../../compose/examples.ts'
import { words as composeWords } from '../../compose/words.ts'
import { openConnection, useSession } from '../../state/connection/session.ts'
import { States } from '../../reply/States.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { usePhone } from '../../ui/screen.ts'
import { useAttempt } from '../../ui/useAttempt.ts'
import { ExampleRow } from './ExampleRow.tsx'
import { Signs } from './Signs.tsx'
import { blankWords as words } from './blankWords.ts'

/** The first screen: what this place is for, prompts to begin with, how to read a time line, and what answers here. */
export function Blank() {
  const phone = usePhone()
  const demo = useSession((state) => state.backend === 'demo')
  const hasKey = useSession((state) => state.apiKey !== null)
  const { problem, attempt } = useAttempt()
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="@container min-h-0 flex-1 overflow-y-auto py-5 low:py-2! narrow:py-6">
        <div className="px-4 narrow:px-8">
          <p className="max-w-[35em] text-title font-semibold">{words.title}</p>
          <p className="max-w-[44em] pt-1 text-soft">{demo ? words.choose : words.chooseLive}</p>
          {problem && (
            <p role="alert" className="pt-1 text-fail">
              {problem}
            </p>
          )}
        </div>
        <ul aria-label="Examples" className="mt-4 divide-y divide-line border-y border-line low:mt-2">
          {examples.map((example) => (
            <ExampleRow
              key={example.id}
              example={example}
              measured={demo}
              onChoose={() => attempt(composeWords.exampleLost, () => chooseExample(example))}
            />
          ))}
        </ul>
        <div className="flex flex-col gap-8 px-4 pt-6 narrow:px-8">
          {phone && !hasKey && <AddKey demo={demo} />}
          <Signs />
          <States />
        </div>
      </div>
      {!phone && !hasKey && (
        <div className="border-t border-line px-4 py-3 low:py-1.5 narrow:px-8">
          <AddKey demo={demo} />
        </div>
      )}
    </div>
  )
}

function AddKey({ demo }: { demo: boolean }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 narrow:min-h-11 low:min-h-0 narrow:flex-nowrap">
      <p className="max-w-[38em] text-soft">
        {demo && <strong className="font-semibold text-ink">{words.isDemo} </strong>}
        {demo ? words.whatDemo : words.noKey}
        {demo && <span className="low:hidden"> {words.withKey}</span>}
      </p>
      <span className="shrink-0">
        <Button variant="bordered" icon={<Icon name="key" />} onClick={openConnection}>
          Add a key
        </Button>
      </span>
    </div>
  )
}
