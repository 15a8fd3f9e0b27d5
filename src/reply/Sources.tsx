import { useEffect, useMemo, useRef, useState } from 'react'
import { searchesOf } from './sources.ts'
import { words } from './words.ts'
import type { ReplyCandidate } from '../gemini/reply.ts'
import type { Source } from './sources.ts'
import type { Pressed } from './useSources.ts'

const link = 'text-accent underline decoration-1 underline-offset-2 hover:text-accent-hover'

interface Props {
  candidate: ReplyCandidate
  list: readonly Source[]
  /** The entry that a mark in the text led to. */
  at: Pressed | null
}

/** What the answer rests on, by its own account: links open by a click and tell the other side nothing. */
export function Sources({ candidate, list, at }: Props) {
  const searches = useMemo(() => searchesOf(candidate), [candidate])
  const entries = useRef<HTMLOListElement>(null)
  // A run that is played again comes to its end with what was pressed before.
  const [before] = useState(at)
  useEffect(() => {
    const entry = at !== before && at && entries.current?.children[at.number - 1]
    if (entry instanceof HTMLElement) entry.focus()
  }, [at, before])
  return (
    <>
      {list.length > 0 && (
        <section className="flex flex-col gap-1">
          <h3 className="text-label font-semibold text-ink">Sources</h3>
          <ol ref={entries} aria-label="Sources" className="flex list-[''] flex-col gap-1 text-ui">
            {list.map((source, index) => (
              <Entry
                // Two may have one title and no address; the list only grows at its end.
                // oxlint-disable-next-line react/no-array-index-key
                key={index}
                source={source}
                number={index + 1}
                isCurrent={at?.number === index + 1}
              />
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

interface EntryProps {
  source: Source
  number: number
  /** A mark in the text led here. */
  isCurrent: boolean
}

function Entry({ source: { url, title, note, retrieval, maps }, number, isCurrent }: EntryProps) {
  return (
    <li
      tabIndex={-1}
      aria-current={isCurrent || undefined}
      className="-mx-1 flex gap-2 rounded-chip px-1 aria-[current]:bg-accent-wash"
    >
      <span className="w-5 shrink-0 text-right text-mute">{number}</span>
      <span className="min-w-0 wrap-anywhere">
        {url ? (
          <a href={url} target="_blank" rel="noopener noreferrer" title={url} className={link}>
            {title}
          </a>
        ) : (
          title
        )}
        {maps && <span className="pl-2 text-label text-soft">Google Maps</span>}
        {note && note !== title && <span className="pl-2 font-mono text-label text-mute">{note}</span>}
        {retrieval && (
          <span className="pl-2 text-label text-soft">
            {words.retrieved(retrieval)} <span className="font-mono text-mute">{retrieval}</span>
          </span>
        )}
      </span>
    </li>
  )
}
