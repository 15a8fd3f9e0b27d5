import { ratingsOf } from './ratings.ts'
import type { Run } from '../runs/run.ts'

/** What the API rated, each with a four-step meter and its own word. No ratings: nothing is drawn. */
export function Ratings({ run, index }: { run: Run; index: number }) {
  const ratings = ratingsOf(run, index)
  if (ratings.length === 0) return null
  return (
    <div className="border-t border-line pt-1">
      <table aria-label="Safety ratings" className="w-full table-fixed text-left align-top text-label">
        <thead>
          <tr>
            {ratings.map(({ category }) => (
              <th key={category} scope="col" className="pr-2 align-top font-normal wrap-anywhere text-mute">
                {category}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {ratings.map(({ category, probability, step, blocked }) => (
              <td key={category} className={`pr-2 align-top ${blocked ? 'text-caution' : 'text-ink'}`}>
                <span className="flex flex-wrap items-center gap-x-1.5">
                  <Meter step={step} />
                  <span className="font-mono text-wire wrap-anywhere">{probability}</span>
                  {blocked && <span>blocked</span>}
                </span>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Meter({ step }: { step: number }) {
  return (
    <span aria-hidden="true" className="flex gap-px">
      {[1, 2, 3, 4].map((at) => (
        <span key={at} className={`h-2 w-1 ${at <= step ? 'bg-current' : 'bg-line'}`} />
      ))}
    </span>
  )
}
