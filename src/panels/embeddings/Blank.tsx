import { typeQuery } from '../../state/embedding/query.ts'
import { changeSetup, useSetup } from '../../state/embedding/setup.ts'
import { isActive, useJob } from '../../state/embedding/run.ts'
import { Icon } from '../../ui/Icon.tsx'
import { examples } from './examples.ts'
import type { Example } from './examples.ts'

function open({ lines, taskType, query }: Example): void {
  changeSetup({ lines: lines.join('\n'), rows: null, taskType, title: undefined })
  typeQuery(query ?? '')
}

/** Before the first run: what will stand here, and three sets of texts that show it. */
export function Blank() {
  const empty = useSetup(({ lines, rows }) => lines === '' && rows === null)
  const active = useJob(isActive)
  return (
    <div className="flex flex-col px-4 py-5 narrow:px-5">
      <h2 className="text-prose font-semibold">
        {active ? 'Waiting for the first vectors.' : 'See which texts a model takes for similar.'}
      </h2>
      <p className="max-w-[38em] pt-1 text-soft">
        Each text becomes a vector of numbers. Here you get the matrix of all pairs (cosine: 1 is the same
        direction, 0 unrelated), a map on which near is similar, and for any text or query its nearest
        neighbours.
      </p>
      {empty && (
        <ul aria-label="Examples" className="-mx-2 mt-3 max-w-160 divide-y divide-line">
          {examples.map((example) => (
            <li key={example.title}>
              <button
                type="button"
                onClick={() => open(example)}
                className="flex min-h-13 w-full cursor-pointer items-center gap-2 px-2 py-1.5 text-left transition-colors duration-80 hover:bg-hover"
              >
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{example.title}</span>
                  <span className="block text-label text-mute">{example.about}</span>
                </span>
                <span className="text-soft">
                  <Icon name="chevron-right" />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!empty && !active && (
        <p className="pt-3 text-soft">
          The texts are ready. <strong className="font-semibold text-ink">Embed</strong> sends them, 100 a
          request.
        </p>
      )}
    </div>
  )
}
