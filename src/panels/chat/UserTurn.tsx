import { Fragment, useCallback, useState } from 'react'
import { ImageDialog } from '../../compose/ImageDialog.tsx'
import { ResultContext } from '../../reply/calls/context.ts'
import { answeredBy } from '../../reply/calls/words.ts'
import { Pieces } from '../../reply/Pieces.tsx'
import { piecesOf } from '../../reply/pieces.ts'
import { MissingMedia } from './MissingMedia.tsx'
import { driveMedium } from '../../request/drive.ts'
import { formatBytes } from '../../state/images/images.ts'
import { useImageFacts, useImageUrl } from '../../state/images/imageUrls.ts'
import { isMedia } from '../../request/media.ts'
import { goesWrong } from '../../state/chat/faults.ts'
import { callWords, words } from './words.ts'
import type { Part as WirePart } from '../../gemini/types.ts'
import type { Part } from '../../request/doc.ts'
import type { MediaRef } from '../../request/media.ts'
import type { Turn } from '../../state/chat/tree.ts'

/** Parts in their order, in groups: neighbouring pictures, and what follows them. */
function groupsOf(parts: readonly Part[]): { media: MediaRef[]; wire: WirePart[] }[] {
  const groups: { media: MediaRef[]; wire: WirePart[] }[] = []
  for (const part of parts) {
    let group = groups.at(-1)
    if (!group || (isMedia(part) && group.wire.length > 0)) groups.push((group = { media: [], wire: [] }))
    if (isMedia(part)) group.media.push(part.media)
    else group.wire.push(part)
  }
  return groups
}

/** What the user said, exactly as typed, with its images where they stand in the request. */
export function UserTurn({ turn }: { turn: Turn }) {
  const { answers } = turn
  const answeredAt = useCallback(
    (at: number) => {
      const answered = answers?.[at]
      return answered && answeredBy(answered)
    },
    [answers],
  )
  return (
    <ResultContext value={answeredAt}>
      <div className="flex flex-col gap-2">
        <MissingMedia turn={turn} />
        {groupsOf(turn.parts).map(({ media, wire }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the parts of a turn do not change places
          <Fragment key={at}>
            <Images media={media} />
            {piecesOf(wire.filter((part) => driveMedium(part) === null)).map((piece, index) =>
              piece.kind === 'text' ? (
                // oxlint-disable-next-line react/no-array-index-key -- as above
                <p key={index} className="text-title wrap-anywhere whitespace-pre-wrap narrow:text-prose">
                  {piece.text}
                </p>
              ) : (
                // oxlint-disable-next-line react/no-array-index-key -- as above
                <Pieces key={index} pieces={[piece]} live={false} />
              ),
            )}
          </Fragment>
        ))}
        {goesWrong(answers) && (
          <p role="note" className="text-label text-caution">
            {callWords.faulty}
          </p>
        )}
      </div>
    </ResultContext>
  )
}

/** The pictures of a turn, as they were sent. */
export function Images({ media }: { media: readonly MediaRef[] }) {
  if (media.length === 0) return null
  return (
    <ul aria-label="Images" className="flex flex-col gap-2">
      {media.map((one, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same picture may stand here twice, and none changes places
        <li key={`${one.id} ${index}`}>
          <SentImage media={one} />
        </li>
      ))}
    </ul>
  )
}

function SentImage({ media }: { media: MediaRef }) {
  const facts = useImageFacts(media.id)
  const url = useImageUrl(media.id)
  const [enlarged, setEnlarged] = useState(false)
  const [width, height] = media.size ?? [4, 3]
  const shown = facts?.thumbnailUrl === null ? undefined : url
  return (
    <div className="flex flex-wrap items-end gap-4">
      {/* The room is there before the bytes are: nothing jumps while a conversation opens. */}
      <span
        className="relative block max-h-60 w-60 max-w-full overflow-hidden rounded-chip border border-line bg-sunk"
        style={{ aspectRatio: `${width} / ${height}` }}
      >
        {shown ? (
          <>
            <img src={shown} alt={media.name} decoding="async" className="size-full object-contain" />
            <button
              type="button"
              aria-label={`Enlarge ${media.name}`}
              onClick={() => setEnlarged(true)}
              className="absolute inset-0 cursor-zoom-in focus-visible:outline-offset-[-2px]"
            />
          </>
        ) : (
          <span role="img" aria-label={words.noPreview(media.name)} className="block p-2 text-wire text-mute">
            {facts === null ? words.notHere : ''}
          </span>
        )}
      </span>
      <p className="min-w-0 text-label text-mute">
        <span className="block truncate text-ui text-ink">{media.name}</span>
        {media.size && `${width} × ${height}, `}
        {formatBytes(media.bytes)}
      </p>
      {enlarged && <ImageDialog media={media} onClose={() => setEnlarged(false)} />}
    </div>
  )
}
