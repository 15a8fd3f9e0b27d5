import { useMemo, useState } from 'react'
import { JsonText } from '../../answer/JsonText.tsx'
import { pretty } from '../../answer/json.ts'
import { codeOf } from '../../state/failure.ts'
import { MOST_RECENT } from '../../state/chat/recent.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Empty, Pane } from './Pane.tsx'
import { Toggle } from './Toggle.tsx'
import { asReceived, toResponse } from './merged.ts'
import type { Run } from '../../state/run.ts'

const views = ['received', 'merged'] as const
type View = (typeof views)[number]

/** A conversation keeps its answers, not every chunk's own text. */
const isKept = (run: Run): boolean => run.chunks.length === 0 || run.chunks.some((chunk) => chunk.raw !== '')

/** A stream is read as the one response it makes, unless an error came in it, which only the chunks show. */
const firstView = (run: Run | null): View =>
  run?.streamed && run.chunks.length > 0 && run.failure === null ? 'merged' : 'received'

const names = { received: 'As received', merged: 'Merged' } as const

/** The response as JSON: every chunk as it came, or all of them as the one response they make. */
export function ResponseView({ run }: { run: Run | null }) {
  const [chosen, setView] = useState<View | null>(null)
  const kept = run !== null && isKept(run)
  const view = kept ? (chosen ?? firstView(run)) : 'merged'
  const text = useMemo(() => {
    if (!run) return ''
    return view === 'received' ? asReceived(run) : pretty(toResponse(run.reply))
  }, [run, view])
  if (!run) return <Empty>Nothing has been received yet. Run a prompt, and its response stands here.</Empty>
  return (
    <Pane
      head={
        <>
          {kept ? (
            <Toggle label="View" options={views} names={names} value={view} onChange={setView} />
          ) : (
            <span
              title={`What came over the wire stays only for the last ${MOST_RECENT} answers since the page was opened.`}
            >
              Merged; a conversation does not keep the chunks themselves
            </span>
          )}
          {run.failure && <span className="truncate font-mono text-fail">{codeOf(run.failure)}</span>}
          <span className="ml-auto">
            <CopyButton size={24} label="Copy JSON" text={() => text} />
          </span>
        </>
      }
    >
      {text === '' ? (
        <p className="text-label text-mute">{run.failure ? run.failure.message : 'Nothing has come yet.'}</p>
      ) : (
        <JsonText text={text} />
      )}
    </Pane>
  )
}
