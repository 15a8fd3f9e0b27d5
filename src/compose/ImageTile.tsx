import { useState } from 'react'
import { useSettings } from '../state/documents/documents.ts'
import { formatBytes, resizeImage } from '../state/images/images.ts'
import { useImageFacts } from '../state/images/imageUrls.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import { ImageDialog } from './ImageDialog.tsx'
import { usePictureTokens } from './usePictureTokens.ts'
import { words } from './words.ts'
import type { MediaRef } from '../request/media.ts'
import type { ReactNode } from 'react'
import type { ImageFacts } from '../state/images/imageUrls.ts'
import type { ImageSize } from '../state/images/images.ts'

interface Props {
  media: MediaRef
  /** Whether it may be sent to be counted. */
  counts: boolean
  onReplace: (next: MediaRef) => void
  onRemove: () => void
  /** The buttons that move it. */
  moves: ReactNode
}

/** One attached picture: what will be sent, what was done to it, and what can be done with it. */
export function ImageTile({ media, counts, onReplace, onRemove, moves }: Props) {
  const tokens = usePictureTokens(
    media,
    useSettings((state) => state.model),
    counts,
  )
  const facts = useImageFacts(media.id)
  const [enlarged, setEnlarged] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <div className="grid grid-cols-[40px_1fr_auto] items-center gap-x-2 @min-[340px]:grid-cols-[40px_1fr_auto_auto]">
      <Thumbnail media={media} facts={facts} onEnlarge={() => setEnlarged(true)} />
      <p className="truncate text-ui" title={media.name}>
        {media.name}
      </p>
      <IconButton size={24} label={`Remove ${media.name}`} icon={<Icon name="cross" />} onClick={onRemove} />
      <p className="col-[2/-1] row-start-2 text-label text-mute">{whatIsSent(media, tokens)}</p>
      <div className="col-[2/-1] row-start-3 text-wire wrap-anywhere text-mute">
        {whatWasDone(media, facts)}
        {problem && (
          <p role="alert" className="text-label text-fail">
            {problem}
          </p>
        )}
      </div>
      <div className="col-[2/-1] row-start-4 flex items-center @min-[340px]:col-[3] @min-[340px]:row-start-1">
        <SizeControl media={media} facts={facts} onReplace={onReplace} onProblem={setProblem} />
        {moves}
      </div>
      {enlarged && <ImageDialog media={media} onClose={() => setEnlarged(false)} />}
    </div>
  )
}

/** As people write it: `PNG`, `WebP`. */
const formatName = (mimeType: string): string =>
  mimeType === 'image/webp' ? 'WebP' : mimeType.replace('image/', '').toUpperCase()

/** `1280 × 720 · 84 kB · 258 tokens` */
function whatIsSent(media: MediaRef, tokens: number | undefined): string {
  return [
    media.size?.join(' × '),
    formatBytes(media.bytes),
    tokens !== undefined && `${tokens.toLocaleString('en-US')} tokens`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** `JPEG, was 3.1 MB. Removed Exif, GPS. Turned upright.` */
function whatWasDone(media: MediaRef, facts: ImageFacts | null | undefined): string {
  if (facts === null) return words.bytesGone
  if (!facts) return ''
  const before = facts.originalBytes === media.bytes ? '' : `, was ${formatBytes(facts.originalBytes)}`
  const preview = facts.thumbnailUrl === null ? words.noPreview : ''
  // A file that was added as it is has nothing to tell.
  const changed = (before || facts.note) && `${formatName(media.mimeType)}${before}.`
  return [changed, facts.note, preview].filter(Boolean).join(' ')
}

function Thumbnail({
  media,
  facts,
  onEnlarge,
}: {
  media: MediaRef
  facts: ImageFacts | null | undefined
  onEnlarge: () => void
}) {
  const frame =
    'relative row-span-2 flex size-10 shrink-0 items-center justify-center overflow-hidden rounded-chip border border-line bg-sunk'
  if (!facts?.thumbnailUrl) {
    return (
      <span role="img" aria-label={`${media.name}, no preview`} className={`${frame} text-wire text-mute`}>
        {facts && formatName(media.mimeType)}
      </span>
    )
  }
  return (
    <span className={frame}>
      <img
        src={facts.thumbnailUrl}
        alt={media.name}
        draggable={false}
        decoding="async"
        className="size-full object-cover"
      />
      {/* Beside the picture, not around it: what stands inside a button is no picture to a screen reader. */}
      <button
        type="button"
        aria-label={`Enlarge ${media.name}`}
        title={`Enlarge ${media.name}`}
        onClick={onEnlarge}
        className="absolute inset-0 cursor-zoom-in focus-visible:outline-offset-[-2px]"
      />
    </span>
  )
}

const sizes: readonly { value: `${ImageSize}`; label: string; side: number; size: ImageSize }[] = [
  { value: 'original', label: 'Original', side: 0, size: 'original' },
  { value: '1536', label: '1536 px', side: 1536, size: 1536 },
  { value: '768', label: '768 px', side: 768, size: 768 },
]

interface SizeProps extends Pick<Props, 'media' | 'onReplace'> {
  facts: ImageFacts | null | undefined
  onProblem: (sentence: string | null) => void
}

/** Only where a smaller copy can be made here and would be smaller. */
function SizeControl({ media, facts, onReplace, onProblem }: SizeProps) {
  const [busy, setBusy] = useState(false)
  if (!facts?.thumbnailUrl || facts.sourceSide <= 768) return null
  const change = async (value: string) => {
    const chosen = sizes.find((size) => size.value === value)
    if (!chosen) return
    setBusy(true)
    try {
      onReplace(await resizeImage(media, chosen.size))
      onProblem(null)
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="mr-1 w-32 shrink-0 narrow:w-24">
      <Select
        label={`Size of ${media.name}`}
        labelHidden
        size={24}
        value={String(facts.size)}
        disabled={busy}
        options={sizes.filter(({ side }) => side < facts.sourceSide)}
        onChange={(value) => void change(value)}
      />
    </div>
  )
}
