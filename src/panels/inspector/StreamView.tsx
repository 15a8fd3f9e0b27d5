import { useMemo } from 'react'
import { JsonText } from '../../answer/JsonText.tsx'
import { StreamStrip } from '../../answer/StreamStrip.tsx'
import { prettyText } from '../../answer/json.ts'
import { MOST_RECENT } from '../../state/chat/recent.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ChunkList } from './ChunkList.tsx'
import { Empty, Pane } from './Pane.tsx'
import type { Chunk, Run } from '../../state/run.ts'

interface Props {
  run: Run | null
  /** Index of the chunk on show. */
  selected: number | null
  onFollowing: (following: boolean) => void
}

/** The chunks of a run as they came: time line and rows at the left, the selected one's JSON at the right. */
export function StreamView({ run, selected, onFollowing }: Props) {
  if (!run) return <Empty>No chunks yet. Run a prompt, and each chunk stands here as it arrives.</Empty>
  const chunk = selected === null ? undefined : run.chunks[selected]
  return (
    <div className="flex h-full min-h-0 flex-col narrow:flex-row">
      <div className="flex min-h-0 min-w-0 flex-[656] flex-col border-line max-narrow:border-b narrow:border-r">
        <div className="shrink-0 border-b border-line px-4 py-2 narrow:pb-0">
          <StreamStrip run={run} label="Time line" />
        </div>
        <ChunkList run={run} selected={selected} onFollowing={onFollowing} />
      </div>
      <div className="min-h-0 min-w-0 flex-[464]">
        {chunk && selected !== null ? (
          <ChunkPane chunk={chunk} number={selected + 1} />
        ) : (
          <Empty>Choose a row, or a tick of the strip, to see its JSON.</Empty>
        )}
      </div>
    </div>
  )
}

function ChunkPane({ chunk, number }: { chunk: Chunk; number: number }) {
  const shown = useMemo(() => prettyText(chunk.raw), [chunk.raw])
  return (
    <Pane
      head={
        <>
          Chunk {number} as received
          <span className="ml-auto">
            {chunk.raw !== '' && <CopyButton size={24} label="Copy JSON" text={() => chunk.raw} />}
          </span>
        </>
      }
    >
      {chunk.raw === '' ? (
        <p className="text-label text-mute">
          A conversation keeps when its chunks came and how large they were, not their JSON: that stays only
          for the last {MOST_RECENT} answers since the page was opened.
        </p>
      ) : (
        <JsonText key={number} text={shown} />
      )}
    </Pane>
  )
}
