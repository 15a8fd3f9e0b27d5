import { useMemo, useState } from 'react'
import { largestChange, matrixOf, tableUpTo } from '../../state/embedding/view.ts'
import { Button } from '../../ui/Button.tsx'
import { change, count, decimals } from './figures.ts'
import { useAsk } from './useAsk.ts'
import type { ReactNode } from 'react'
import type { Result } from '../../state/embedding/analysis.ts'

/** Up to here all pairs are gone through without being asked for: well under a second. */
const askedUpTo = 500
const depth = 10

/** What cutting the vectors does: norms, the largest change of a cosine, and how many neighbours stay. */
export function Lengths({ result }: { result: Result }) {
  const { used, dimensions, norms, fullNorms } = result
  const cut = used < dimensions
  const full = useMemo(() => spread(fullNorms), [fullNorms])
  return (
    <dl className="shrink-0 border-t border-line px-4 py-2 text-label text-mute">
      <Fact name="Norm as received">{full}</Fact>
      {cut && <Fact name={`Norm at ${count(used)}, before renormalising`}>{spread(norms)}</Fact>}
      {cut && <Largest key={`change ${used}`} result={result} />}
      {cut && <Recall key={used} result={result} />}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-center justify-between gap-3">
      <dt>{name}</dt>
      <dd className="text-right text-ui whitespace-nowrap text-ink">{children}</dd>
    </div>
  )
}

function spread(values: ArrayLike<number>): string {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!)
    high = Math.max(high, values[i]!)
  }
  if (values.length === 0) return ''
  const [from, to] = [decimals(low, 4), decimals(high, 4)]
  return from === to ? from : `${from} to ${to}`
}

/** Up to a table's size in double precision at once; above, in the vectors' thread. */
function Largest({ result }: { result: Result }) {
  const { used, dimensions, items } = result
  const small = items.length <= tableUpTo
  const exact = useMemo(() => {
    if (!small) return null
    const rows = Int32Array.from(items.keys())
    const before = matrixOf(result, rows, dimensions, 'cosine')
    return largestChange(before, matrixOf(result, rows, used, 'cosine'), items.length)
  }, [result, used, dimensions, items, small])
  const { asked, setAsked, share, setShare } = useOnDemand(items.length)
  const { output, fresh } = useAsk(
    'change',
    {},
    asked && !small ? `${result.id} ${used} change` : null,
    setShare,
  )
  const found = small ? exact : fresh ? output : null
  if (items.length < 2) return null
  return (
    <Fact name="Largest change of a cosine">
      {found ? (
        `${change(found.change)}, pair ${count(found.a + 1)} × ${count(found.b + 1)}`
      ) : (
        <OnDemand what="largest change" asked={asked} share={share} onAsk={setAsked} />
      )}
    </Fact>
  )
}

/** What takes a while with many texts is computed when it is asked for. */
function useOnDemand(texts: number) {
  const [asked, setAsked] = useState(texts <= askedUpTo)
  const [share, setShare] = useState(0)
  return { asked, setAsked, share, setShare }
}

function OnDemand({
  what,
  asked,
  share,
  onAsk,
}: {
  what: string
  asked: boolean
  share: number
  onAsk: (wanted: boolean) => void
}) {
  if (!asked)
    return (
      <Button size={24} variant="bordered" aria-label={`Compute ${what}`} onClick={() => onAsk(true)}>
        Compute
      </Button>
    )
  return (
    <span className="flex items-center gap-2 text-label text-mute">
      {Math.round(share * 100)}%
      <Button size={24} onClick={() => onAsk(false)}>
        Cancel
      </Button>
    </span>
  )
}

/** Mean share of each text's first neighbours at full length that are still among its first. */
function Recall({ result }: { result: Result }) {
  const { id, used, items } = result
  const { asked, setAsked, share, setShare } = useOnDemand(items.length)
  const k = Math.min(depth, items.length - 1)
  const { output, fresh } = useAsk(
    'recall',
    { k },
    asked && k > 0 ? `${id} ${used} recall ${k}` : null,
    setShare,
  )
  if (k < 1) return null
  return (
    <Fact name={`First ${k} neighbours kept`}>
      {fresh && output !== null ? (
        <>
          {(output * 100).toFixed(1)}%
          {output < 1 && <span className="text-mute">, {((1 - output) * 100).toFixed(1)}% lost</span>}
        </>
      ) : (
        <OnDemand what="kept neighbours" asked={asked} share={share} onAsk={setAsked} />
      )}
    </Fact>
  )
}
