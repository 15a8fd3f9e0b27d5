import { useState } from 'react'
import { ImageDialog } from '../../compose/ImageDialog.tsx'
import { Pieces } from '../../reply/Pieces.tsx'
import { piecesOf } from '../../reply/pieces.ts'
import { MissingMedia } from './MissingMedia.tsx'
import { driveMedium } from '../../request/drive.ts'
import { formatBytes } from '../../state/images/images.ts'
import { useImageFacts, useImageUrl } from '../../state/images/imageUrls.ts'
import type { ImageRef } from '../../request/schema.ts'
import type { Turn } from '../../state/chat/tree.ts'

/** What the user said, exactly as typed, with its images where they stand in the request. */
export function UserTurn({ turn }: { turn: Turn }) {
  const before = turn.images.filter((image) => !image.after)
  const after = turn.images.filter((image) => image.after)
  return (
    <div className="flex flex-col gap-2">
      <MissingMedia turn={turn} />
      <Images images={before} />
      {piecesOf(turn.parts.filter((part) => driveMedium(part) === null)).map((piece, index) =>
        piece.kind === 'text' ? (
          // oxlint-disable-next-line react/no-array-index-key -- the parts of a turn do not change places
          <p key={index} className="text-title wrap-anywhere whitespace-pre-wrap narrow:text-prose">
            {piece.text}
          </p>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key
          <Pieces key={index} pieces={[piece]} live={false} />
        ),
      )}
      <Images images={after} />
    </div>
  )
}

/** The pictures of a turn, as they were sent. */
export function Images({ images }: { images: readonly ImageRef[] }) {
  if (images.length === 0) return null
  return (
    <ul aria-label="Images" className="flex flex-col gap-2">
      {images.map((image, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same picture may stand here twice, and none changes places
        <li key={`${image.id} ${index}`}>
          <SentImage image={image} />
        </li>
      ))}
    </ul>
  )
}

function SentImage({ image }: { image: ImageRef }) {
  const facts = useImageFacts(image.id)
  const url = useImageUrl(image.id)
  const [enlarged, setEnlarged] = useState(false)
  const { width = 4, height = 3 } = image
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
            <img src={shown} alt={image.name} decoding="async" className="size-full object-contain" />
            <button
              type="button"
              aria-label={`Enlarge ${image.name}`}
              onClick={() => setEnlarged(true)}
              className="absolute inset-0 cursor-zoom-in focus-visible:outline-offset-[-2px]"
            />
          </>
        ) : (
          <span role="img" aria-label={`${image.name}, no preview`} className="block p-2 text-wire text-mute">
            {facts === null ? 'not in this browser' : ''}
          </span>
        )}
      </span>
      <p className="min-w-0 text-label text-mute">
        <span className="block truncate text-ui text-ink">{image.name}</span>
        {image.width !== undefined && `${image.width} × ${image.height}, `}
        {formatBytes(image.bytes)}
      </p>
      {enlarged && <ImageDialog image={image} onClose={() => setEnlarged(false)} />}
    </div>
  )
}
