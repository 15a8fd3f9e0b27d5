import { meet, useDemoStates } from '../state/prompt/demoStates.ts'
import { Miniature } from './Miniature.tsx'
import { words } from './words.ts'
import type { Command } from '../state/shell/commands.ts'
import type { DemoState } from '../state/connection/demo.ts'
import type { StripState } from './strip.ts'

/** The gallery: every way an answer can come and end, to be met by a click. Nothing where another backend answers. */
export function States() {
  const states = useDemoStates()
  if (states.length === 0) return null
  return (
    <section>
      <h2 className="text-ui font-semibold">States</h2>
      <p className="text-label text-mute">{words.states}</p>
      <ul
        aria-label="States"
        className="-mx-2 mt-2 grid gap-x-4"
        style={{ gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 17rem), 1fr))' }}
      >
        {states.map((state) => (
          <li key={state.id} className="border-t border-line">
            <button
              type="button"
              onClick={() => meet(state)}
              className="flex min-h-13 w-full cursor-pointer items-start gap-3 px-2 py-1.5 text-left transition-colors duration-80 hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{state.title}</span>
                <span className="block text-label text-mute">{state.about}</span>
              </span>
              <StateStrip state={state} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Each state as something the palette can do. */
export const useStateCommands = (): readonly Command[] =>
  useDemoStates().map((state) => ({
    id: `state ${state.id}`,
    title: `State: ${state.title}`,
    figure: <StateStrip state={state} />,
    run: () => meet(state),
  }))

/** How a state comes, in small. */
const StateStrip = ({ state: { strip } }: { state: DemoState }) => (
  <Miniature beats={strip.beats} elapsed={strip.elapsed} state={strip.state as StripState} />
)
