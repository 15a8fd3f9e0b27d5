import { useMemo } from 'react'
import { searchesOf, sourcesOf } from './sources.ts'
import type { ReplyCandidate } from '../gemini/reply.ts'

const link = 'text-accent underline decoration-1 underline-offset-2 hover:text-accent-hover'

/** What the answer rests on, by its own account: links open by a click and tell the other side nothing. */
export function Sources({ candidate }: { candidate: ReplyCandidate }) {
  const sources = useMemo(() => sourcesOf(candidate), [candidate])
  const searches = useMemo(() => searchesOf(candidate), [candidate])
  return (
    <>
      {sources.length > 0 && (
        <section className="flex flex-col gap-1">
          <h3 className="text-label font-semibold text-ink">Sources</h3>
          <ol aria-label="Sources" className="flex list-[''] flex-col gap-1 text-ui">
            {sources.map(({ url, title, note }, index) => (
              <li key={`${url ?? ''} ${title}`} className="flex gap-2">
                <span className="w-5 shrink-0 text-right text-mute">{index + 1}</span>
                <span className="min-w-0 wrap-anywhere">
                  {url ? (
                    <a href={url} target="_blank" rel="noopener noreferrer" title={url} className={link}>
                      {title}
                    </a>
                  ) : (
                    title
                  )}
                  {note && note !== title && (
                    <span className="pl-2 font-mono text-label text-mute">{note}</span>
                  )}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {searches.length > 0 && (
        <section className="flex flex-col gap-1">
          <h3 className="text-label font-semibold text-ink">Google Search suggestions</h3>
          <ul
            aria-label="Google Search suggestions"
            className="flex list-[''] flex-wrap gap-x-4 gap-y-1 text-ui"
          >
            {searches.map(({ query, url }) => (
              <li key={query}>
                <a href={url} target="_blank" rel="noopener noreferrer" className={link}>
                  {query}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
