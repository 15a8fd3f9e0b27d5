import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { usePhone } from '../../ui/screen.ts'
import { ModelRow } from './ModelRow.tsx'
import type { ReactNode } from 'react'
import type { Model } from '../../gemini/types.ts'

/** Up to here every row is in the document, where the browser's own search finds it. */
const plainUpTo = 200

const head =
  'sticky top-0 z-1 h-8 border-b border-line bg-ground px-2 text-left font-medium first:left-0 first:z-2 first:pl-4 last:right-0 last:z-2 last:pr-4'

interface Props {
  models: readonly Model[]
  onDetails: (model: Model) => void
  /** Scrolls with the table, after it. */
  children?: ReactNode
}

/**
 * A real table; long lists draw only the rows near the window, and spacer rows stand for the others. Ids take what the
 * other columns leave, 220 px at least, and on a wide screen share it with the names; ids and actions stay in sight where the rest has to be scrolled to.
 */
export function ModelTable({ models, onDetails, children }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const phone = usePhone()
  const height = phone ? 64 : 32
  const virtual = models.length > plainUpTo
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const rows = useVirtualizer({
    count: virtual ? models.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
  })
  const drawn = virtual ? rows.getVirtualItems().map(({ index }) => index) : models.map((_, index) => index)
  const before = (drawn[0] ?? 0) * height
  const after = (models.length - 1 - (drawn.at(-1) ?? -1)) * height
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <table
        aria-label="Models"
        aria-rowcount={models.length + 1}
        className="block w-full table-fixed border-separate border-spacing-0 text-ui narrow:table narrow:min-w-238"
      >
        <colgroup className="hidden narrow:table-column-group">
          <col className="min-[1680px]:w-[30%]" />
          <col className="w-0 min-[1200px]:w-56 min-[1680px]:w-auto" />
          <col className="w-31" />
          <col className="w-24" />
          <col className="w-27" />
          <col className="w-20" />
          <col className="w-23" />
          <col className="w-23" />
          <col className="w-40" />
        </colgroup>
        <thead className="hidden text-label text-mute narrow:table-header-group">
          <tr aria-rowindex={1}>
            <th className={head}>Model</th>
            <th className={`${head} max-[1199px]:px-0`}>
              <span className="max-[1199px]:sr-only">Name</span>
            </th>
            <th className={`${head} text-center font-mono text-wire`}>generateContent</th>
            <th className={`${head} text-center font-mono text-wire`}>countTokens</th>
            <th className={`${head} text-center font-mono text-wire`}>embedContent</th>
            <th className={`${head} text-center`}>Thinking</th>
            <th className={`${head} text-right`}>Tokens in</th>
            <th className={`${head} text-right`}>Tokens out</th>
            <th className={head}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="block narrow:table-row-group">
          {before > 0 && <Spacer height={before} />}
          {drawn.map((index) => {
            const model = models[index]
            return (
              model && <ModelRow key={model.name} model={model} place={index + 2} onDetails={onDetails} />
            )
          })}
          {after > 0 && <Spacer height={after} />}
        </tbody>
      </table>
      {children}
    </div>
  )
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden="true" className="block narrow:table-row" style={{ height }}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the whole row is hidden */}
      <td colSpan={9} className="p-0" />
    </tr>
  )
}
