import { useMemo } from 'react'
import { laidOver } from '../request/mergePatch.ts'
import { words } from './words.ts'
import type { GenerateContentRequest } from '../gemini/types.ts'

interface Props {
  /** Before they were laid over it. */
  plain: GenerateContentRequest
  extra: Record<string, unknown>
}

const LONGEST = 200

function brief(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

const signs = { added: '+', changed: '~', removed: '−', 'no change': '=' } as const

/** What Extra fields changed in the request, a line a place: its sign, its path, what stood there and what stands there. */
export function ExtraFields({ plain, extra }: Props) {
  const places = useMemo(() => laidOver(plain, extra), [plain, extra])
  return (
    <section aria-label="Extra fields" className="pb-3">
      <h3 className="text-label font-semibold">Extra fields</h3>
      <ul className="list-[''] font-mono text-label">
        {places.map(({ path, kind, before, after }) => (
          <li key={path} className="wrap-anywhere">
            <span aria-hidden="true" className="inline-block w-4 text-mute">
              {signs[kind]}
            </span>
            <span className="sr-only">{kind}: </span>
            <span className="text-soft">{path}</span>{' '}
            {kind !== 'added' && before !== undefined && kind !== 'no change' && (
              <del className="text-mute">{brief(before)}</del>
            )}{' '}
            {after !== undefined && kind !== 'no change' && (
              <ins className="font-semibold text-ink decoration-1 underline-offset-2">{brief(after)}</ins>
            )}
            {kind === 'no change' && <span className="font-sans text-mute">{words.unchanged}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
