import { use } from 'react'
import { JsonView } from '../../ui/JsonView.tsx'
import { pretty } from '../../ui/json.ts'
import { ResultContext } from './context.ts'
import { Fold } from './Fold.tsx'

interface Props {
  name: string
  response: unknown
  /** Counts the results of a turn from 0. */
  at: number
}

/** A result that went back to the model. */
export function ResultGroup({ name, response, at }: Props) {
  const note = use(ResultContext)?.(at)
  return (
    <Fold title="Function result" name={name} value={response} note={note} folded={false}>
      {(open) =>
        open && (
          <div className="rounded-control bg-sunk px-4 py-3">
            <JsonView text={pretty(response)} />
          </div>
        )
      }
    </Fold>
  )
}
