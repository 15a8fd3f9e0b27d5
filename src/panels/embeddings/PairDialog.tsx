import { isDefined, isZero, pairOf } from '../../state/embedding/view.ts'
import { useImageUrl } from '../../state/images/imageUrls.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { count, decimals, metricNames } from './figures.ts'
import { firstNumbers, vectorJson } from './vectorText.ts'
import type { Metric } from '../../state/embedding/view.ts'
import type { EmbedItem } from '../../state/embedding/requests.ts'
import type { Result } from '../../state/embedding/analysis.ts'

interface Props {
  result: Result
  pair: readonly [number, number]
  onClose: () => void
}

const firstValues = 8

/** Both texts of a cell in full, their vectors' norms and first values, and all metrics of the pair. */
export function PairDialog({ result, pair, onClose }: Props) {
  const [a, b] = pair
  const rows = a === b ? [a] : [a, b]
  return (
    <Dialog title={a === b ? `Text ${a + 1}` : `Pair ${a + 1} × ${b + 1}`} open onClose={onClose} width={640}>
      <div className="flex flex-col gap-4">
        {a !== b && (
          <dl className="grid grid-cols-[auto_auto_1fr] gap-x-4">
            {(Object.keys(metricNames) as Metric[]).map((metric) => (
              <div key={metric} className="contents">
                <dt className="text-mute">{metricNames[metric]}</dt>
                <dd className="text-right font-semibold">
                  {isDefined(result, pair, metric)
                    ? decimals(pairOf(result, pair, result.used, metric), 4)
                    : 'none'}
                </dd>
                <dd className="text-label leading-5 text-mute">
                  {metric === 'cosine' ? 'normalised' : 'as received, not normalised'}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {rows.map((row) => (
          <OneText key={row} result={result} row={row} />
        ))}
      </div>
    </Dialog>
  )
}

function OneText({ result, row }: { result: Result; row: number }) {
  const { items, norms, used, dimensions } = result
  const item = items[row]
  return (
    <section className="border-t border-line pt-3">
      <h3 className="flex items-center gap-2 text-label text-mute">
        <span className="mr-auto">
          Text {row + 1}
          {item?.label && `, ${item.label}`}
        </span>
        <CopyButton size={24} label="Copy vector" text={() => vectorJson(result, row)} />
      </h3>
      {item?.image && <Picture image={item.image} />}
      <p className="max-h-40 overflow-y-auto text-prompt wrap-anywhere whitespace-pre-wrap">{item?.text}</p>
      <p className="pt-1 text-label text-mute">
        Norm {decimals(norms[row] ?? 0, 4)}
        {used < dimensions && ` at ${count(used)}, before renormalising`}
        {isZero(result, row) && <span className="text-caution">, a vector of zeros: no direction</span>}
      </p>
      <p className="font-mono text-label wrap-anywhere text-soft">{firstNumbers(result, row, firstValues)}</p>
    </section>
  )
}

function Picture({ image }: { image: NonNullable<EmbedItem['image']> }) {
  const url = useImageUrl(image.id)
  return (
    <figure className="py-1">
      {url && <img src={url} alt={image.name} className="max-h-40 max-w-full" />}
      <figcaption className="text-label text-mute">{image.name}</figcaption>
    </figure>
  )
}
