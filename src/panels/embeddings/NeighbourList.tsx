import { isDefined, titleOf, useView } from '../../state/embedding/view.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { decimals } from './figures.ts'
import type { Metric } from '../../state/embedding/view.ts'
import type { Result } from '../../state/embedding/analysis.ts'

interface Props {
  result: Result
  found: readonly { index: number; score: number; moved: number }[]
  metric: Metric
  onSelect: (index: number) => void
  /** Rows that this search should find. */
  expected: ReadonlySet<number>
  onExpect: (index: number) => void
}

/** Ranked, with the score and how the rank moved since full length. */
export function NeighbourList({ result, found, metric, onSelect, expected, onExpect }: Props) {
  const pair = useView((view) => view.pair)
  const scores = found.map(({ score }) => score)
  /** Without a rank that moved there is no column for it. */
  const ranksMove = found.some(({ moved }) => moved !== 0)
  const [low, high] = [Math.min(...scores), Math.max(...scores)]
  /** Length of the line: the nearest is full, the last of the list still shows a little. */
  const share = (score: number) => {
    if (!(high > low)) return 1
    const near = metric === 'euclidean' ? (high - score) / (high - low) : (score - low) / (high - low)
    return 0.08 + 0.92 * near
  }
  return (
    <ol
      aria-label="Nearest neighbours"
      className="min-h-30 border-t border-line wide:flex-1 wide:overflow-y-auto"
    >
      {found.map(({ index, score, moved }, rank) => {
        const current = pair?.includes(index) ?? false
        return (
          <li key={index} className="group relative">
            <button
              type="button"
              onClick={() => onSelect(index)}
              aria-current={current || undefined}
              className={`relative flex h-11 w-full cursor-pointer items-center gap-2 pr-12 pl-4 text-left narrow:h-10 narrow:pr-10 ${current ? 'bg-hover' : 'hover:bg-hover'}`}
            >
              <span className="w-5 shrink-0 text-label text-mute">{rank + 1}</span>
              <span className={`shrink-0 text-label text-ink ${ranksMove ? 'w-6' : ''}`}>
                {moved > 0 && (
                  <>
                    <span className="sr-only">up </span>↑{moved}
                  </>
                )}
                {moved < 0 && (
                  <>
                    <span className="sr-only">down </span>↓{-moved}
                  </>
                )}
              </span>
              <span className="min-w-0 flex-1 truncate">{titleOf(result.items[index])}</span>
              <span className="shrink-0 text-right">
                {isDefined(result, [index, index], metric) ? (
                  decimals(score, 3)
                ) : (
                  <span className="text-caution">zeros</span>
                )}
              </span>
              <span
                aria-hidden="true"
                className={`absolute bottom-1 left-4 h-0.5 ${current ? 'bg-ink' : 'bg-edge'}`}
                style={{ width: `calc((100% - 32px) * ${share(score).toFixed(3)})` }}
              />
            </button>
            <span
              className={`absolute top-1/2 right-1 -translate-y-1/2 narrow:right-2 ${expected.has(index) ? '' : 'opacity-35 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100'}`}
            >
              <IconButton
                size={24}
                label={`Mark text ${index + 1} as expected`}
                aria-pressed={expected.has(index)}
                icon={<Icon name="check" />}
                onClick={() => onExpect(index)}
              />
            </span>
          </li>
        )
      })}
    </ol>
  )
}
