import { useMemo, useState } from 'react'
import { JsonView } from '../ui/JsonView.tsx'
import { StreamStrip } from '../reply/StreamStrip.tsx'
import { prettyText } from '../ui/json.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { ChunkList } from './ChunkList.tsx'
import { Empty, Pane } from './Pane.tsx'
import { words } from './words.ts'
import { read } from '../runs/read.ts'
import type { Run } from '../runs/run.ts'

interface Props {
  run: Run | null
  /** Index of the chosen chunk; without one, the first is on show, and of a stream the newest while it is followed. */
  selected: number | null
  following: boolean
  onFollowing: (following: boolean) => void
}

/** The chunks of a run as they came: time line and rows at the left, the selected one's JSON at the right. */
export function StreamView({ run, selected: chosenIndex, following, onFollowing }: Props) {
  const [live] = useState(run?.ending === null)
  const [newest, setNewest] = useState(0)
  const count = run ? read(run).beats.length : 0
  if (live && following && count > 0 && newest !== count - 1) setNewest(count - 1)
  const selected = chosenIndex ?? (count === 0 ? null : live ? newest : 0)
  if (!run) return <Empty>{words.noChunks}</Empty>
  const chosen = selected === null ? undefined : read(run).beats[selected]
  const raw = run.v1 || selected === null ? undefined : run.chunks[selected]?.raw
  return (
    <div className="flex h-full min-h-0 flex-col narrow:flex-row">
      <div className="flex min-h-0 min-w-0 flex-[656] flex-col border-line max-narrow:border-b narrow:border-r">
        <div className="shrink-0 border-b border-line px-4 py-2 narrow:pb-0">
          <StreamStrip run={run} label="Time line" />
        </div>
        <ChunkList run={run} selected={selected} onFollowing={onFollowing} />
      </div>
      <div className="min-h-0 min-w-0 flex-[464]">
        {chosen && selected !== null ? (
          <ChunkPane raw={raw} number={selected + 1} />
        ) : (
          <Empty>{words.nothingCame}</Empty>
        )}
      </div>
    </div>
  )
}

/** @param raw absent where only the time and the size of the chunk were kept */
function ChunkPane({ raw, number }: { raw: string | undefined; number: number }) {
  const shown = useMemo(() => prettyText(raw ?? ''), [raw])
  return (
    <Pane
      head={
        <>
          Chunk {number} as received
          <span className="ml-auto">
            {raw !== undefined && <CopyButton size={24} label="Copy JSON" text={() => raw} />}
          </span>
        </>
      }
    >
      {raw === undefined ? (
        <p className="text-label text-mute">{words.noChunkText}</p>
      ) : (
        <JsonView key={number} text={shown} />
      )}
    </Pane>
  )
}
