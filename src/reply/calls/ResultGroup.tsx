import { Suspense, use } from 'react'
import { JsonView } from '../../ui/JsonView.tsx'
import { pretty } from '../../ui/json.ts'
import { lazyPart } from '../../ui/parts.ts'
import { ResultContext } from './context.ts'
import { Fold } from './Fold.tsx'

// With the store of pictures.
const Beside = lazyPart(() => import('./Beside.tsx'))

interface Props {
  name: string
  response: unknown
  /** Pictures and documents that go with it. */
  beside: readonly object[]
  /** Counts the results of a turn from 0. */
  at: number
}

/** A result that went back to the model. */
export function ResultGroup({ name, response, beside, at }: Props) {
  const note = use(ResultContext)?.(at)
  return (
    <Fold title="Function result" name={name} value={response} note={note} folded={false}>
      {(open) =>
        open && (
          <div className="rounded-control bg-sunk px-4 py-3">
            <JsonView text={pretty(response)} />
            {beside.length > 0 && (
              <Suspense fallback={null}>
                <Beside parts={beside} />
              </Suspense>
            )}
          </div>
        )
      }
    </Fold>
  )
}
