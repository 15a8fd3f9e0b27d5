import { StateMark, stateLook } from '../../../reply/StateMark.tsx'
import { read } from '../../../runs/read.ts'
import { callsIn } from '../../../state/history/steps.ts'
import { seconds, whole } from '../../../ui/figures.ts'
import { SideScroll } from '../../../ui/SideScroll.tsx'
import { stepWords as words } from './words.ts'
import type { Run } from '../../../runs/run.ts'

interface Props {
  steps: readonly Run[]
  /** Which step of the loop each is. */
  numbers: readonly number[]
  /** On show. */
  chosen: Run
  onChoose: (step: Run) => void
}

/** The steps of a loop: what each called, how it took, and how the context grew. */
export function Steps({ steps, numbers, chosen, onChoose }: Props) {
  const most = Math.max(1, ...steps.map((step) => read(step).figures.tokensIn ?? 0))
  return (
    <div className="flex shrink-0 flex-col border-line max-wide:border-b wide:w-68 wide:border-r">
      <SideScroll className="overflow-y-auto">
        <ol aria-label="Steps" className="flex max-wide:w-max wide:flex-col wide:py-2">
          {steps.map((step, at) => (
            <li key={step.id} className="shrink-0 max-wide:w-52">
              <button
                type="button"
                aria-pressed={step.id === chosen.id}
                onClick={() => onChoose(step)}
                className={`flex w-full cursor-pointer flex-col gap-0.5 px-4 py-1.5 text-left text-label focus-visible:outline-offset-[-2px] ${step.id === chosen.id ? 'bg-accent-wash' : 'hover:bg-hover'}`}
              >
                <Called step={step} number={numbers[at]!} />
                <Took step={step} before={steps[at - 1]} most={most} />
              </button>
            </li>
          ))}
        </ol>
      </SideScroll>
    </div>
  )
}

/** `Step 2 look_up, get_refund`, and how it ended where it is not complete. */
function Called({ step, number }: { step: Run; number: number }) {
  const names = callsIn(step).map(({ name = '' }) => name)
  const { outcome } = read(step)
  const state = outcome ?? (step.chunks.length > 0 ? 'streaming' : 'waiting')
  return (
    <span className="flex w-full min-w-0 items-center gap-2">
      <span className="shrink-0 font-semibold text-ink">{words.step(number)}</span>
      <span className={`min-w-0 flex-1 truncate ${names.length > 0 ? 'font-mono' : 'text-mute'}`}>
        {names.length > 0 ? names.join(', ') : words.answer}
      </span>
      {state !== 'complete' && (
        <span className={`flex shrink-0 items-center gap-1 font-semibold ${stateLook(state)}`}>
          <StateMark state={state} />
          {state}
        </span>
      )}
    </span>
  )
}

/** What went in and out, what of it is new since the step before, and a bar for the whole of it. */
function Took({ step, before, most }: { step: Run; before: Run | undefined; most: number }) {
  const { tokensIn, tokensOut, total } = read(step).figures
  const known = before && read(before).figures.tokensIn
  const grown = tokensIn !== null && known ? tokensIn - known : null
  return (
    <>
      <span className="flex w-full justify-between gap-2 whitespace-nowrap text-mute">
        <span>{tokensIn !== null && words.tokens(whole(tokensIn), grown, whole(tokensOut ?? 0))}</span>
        <span>{total !== null && seconds(total)}</span>
      </span>
      <span aria-hidden="true" className="block h-0.5 w-full bg-sunk">
        <span
          className="block h-full bg-accent forced-colors:bg-[CanvasText]"
          style={{ width: `${(100 * (tokensIn ?? 0)) / most}%` }}
        />
      </span>
    </>
  )
}
