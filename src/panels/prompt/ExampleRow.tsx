import { useMemo } from 'react'
import { stripOf } from '../../compose/examples.ts'
import { Miniature } from '../../reply/Miniature.tsx'
import { usePrompt } from '../../state/prompt/prompt.ts'
import { fieldText } from '../../request/draft.ts'
import { seconds } from '../../ui/figures.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { Example } from '../../compose/examples.ts'

/** px, and the ms it stands for: all examples are drawn to one scale. */
const scale = { width: 152, ms: 3000 }

interface Props {
  example: Example
  /** Whether who answers is who was measured. */
  measured: boolean
  onChoose: () => void
}

/** What it shows | its title and a line | how its answer comes, with its time. */
export function ExampleRow({ example, measured, onChoose }: Props) {
  const chosen = usePrompt((state) => fieldText(state) === example.text)
  const { beats, elapsed } = useMemo(() => stripOf(example), [example])
  return (
    <li>
      <button
        type="button"
        aria-current={chosen}
        onClick={onChoose}
        className="relative flex min-h-17 w-full cursor-pointer items-center gap-4 px-4 py-2 text-left transition-colors duration-80 hover:bg-hover focus-visible:outline-offset-[-2px] aria-[current=true]:bg-accent-wash aria-[current=true]:before:absolute aria-[current=true]:before:inset-y-0 aria-[current=true]:before:left-0 aria-[current=true]:before:w-0.5 aria-[current=true]:before:bg-accent narrow:px-8 low:min-h-12 low:py-1"
      >
        <span className="hidden w-20 shrink-0 text-label text-mute @min-[560px]:block">{example.shows}</span>
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{example.title}</span>
          <span className="block text-label text-mute">{example.about}</span>
        </span>
        {measured && (
          <>
            <span className="hidden shrink-0 @min-[440px]:block" style={{ width: scale.width }}>
              <Miniature
                beats={beats}
                elapsed={elapsed}
                state="complete"
                pxPerSecond={(scale.width / scale.ms) * 1000}
              />
            </span>
            <span className="w-11 shrink-0 text-right text-label whitespace-nowrap">{seconds(elapsed)}</span>
          </>
        )}
        <span className="shrink-0 text-soft">
          <Icon name="chevron-right" size={12} />
        </span>
      </button>
    </li>
  )
}
