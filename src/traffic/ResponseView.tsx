import { useMemo, useState } from 'react'
import { JsonView } from '../ui/JsonView.tsx'
import { pretty } from '../ui/json.ts'
import { codeOf } from '../runs/failure.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Empty, Pane } from './Pane.tsx'
import { Toggle } from './Toggle.tsx'
import { asReceived } from './merged.ts'
import { words } from './words.ts'
import { ownReply, read } from '../runs/read.ts'
import { isStreamed } from '../runs/run.ts'
import { toResponse } from '../gemini/reply.ts'
import type { Run } from '../runs/run.ts'

const views = ['received', 'merged'] as const
type View = (typeof views)[number]

/** Version 1 kept the merged answer of a conversation, and not every chunk's own text. */
const isKept = (run: Run): boolean => run.v1 === undefined

/** A stream is read as the one response it makes, unless an error came in it, which only the chunks show. */
const firstView = (run: Run | null): View =>
  run && isStreamed(run) && run.chunks.length > 0 && read(run).failure === null ? 'merged' : 'received'

const names = { received: 'As received', merged: 'Merged' } as const

/** The response as JSON: every chunk as it came, or all of them as the one response they make. */
export function ResponseView({ run }: { run: Run | null }) {
  const [chosen, setView] = useState<View | null>(null)
  const kept = run !== null && isKept(run)
  const view = kept ? (chosen ?? firstView(run)) : 'merged'
  const text = useMemo(() => {
    if (!run) return ''
    return view === 'received' ? asReceived(run) : pretty(toResponse(ownReply(run)))
  }, [run, view])
  if (!run) return <Empty>{words.noResponse}</Empty>
  const { failure } = read(run)
  return (
    <Pane
      head={
        <>
          {kept ? (
            <Toggle label="View" options={views} names={names} value={view} onChange={setView} />
          ) : (
            <span>{words.mergedOnly}</span>
          )}
          {failure && <span className="truncate font-mono text-fail">{codeOf(failure)}</span>}
          <span className="ml-auto">
            <CopyButton size={24} label="Copy JSON" text={() => text} />
          </span>
        </>
      }
    >
      {text === '' ? (
        <p className="text-label text-mute">{failure ? failure.message : words.nothingCame}</p>
      ) : (
        <JsonView text={text} />
      )}
    </Pane>
  )
}
