import { useState } from 'react'
import { formatBytes, resizeImage } from '../state/images/images.ts'
import { useImageFacts } from '../state/images/imageUrls.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import { ImageDialog } from './ImageDialog.tsx'
import type { ImageRef } from '../request/schema.ts'
import type { ImageFacts } from '../state/images/imageUrls.ts'
import type { ImageSize } from '../state/images/images.ts'

interface Props {
  image: ImageRef
  tokens: number | undefined
  onReplace: (next: ImageRef) => void
  onRemove: () => void
  /** Absent at the ends of the list. */
  onEarlier?: (() => void) | undefined
  onLater?: (() => void) | undefined
}

/** One attached picture: what will be sent, what was done to it, and what can be done with it. */
export function ImageTile({ image, tokens, onReplace, onRemove, onEarlier, onLater }: Props) {
  const facts = useImageFacts(image.id)
  const [enlarged, setEnlarged] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <div className="grid grid-cols-[40px_1fr_auto] items-center gap-x-2 narrow:grid-cols-[40px_1fr_auto_auto]">
      <Thumbnail image={image} facts={facts} onEnlarge={() => setEnlarged(true)} />
      <p className="truncate text-ui" title={image.name}>
        {image.name}
      </p>
      <IconButton size={24} label={`Remove ${image.name}`} icon={<Icon name="cross" />} onClick={onRemove} />
      <p className="col-[2/-1] row-start-2 text-label text-mute">{whatIsSent(image, tokens)}</p>
      <div className="col-[2/-1] row-start-3 text-wire wrap-anywhere text-mute">
        {whatWasDone(image, facts)}
        {problem && (
          <p role="alert" className="text-label text-fail">
            {problem}
          </p>
        )}
      </div>
      <div className="col-[2/-1] row-start-4 flex items-center narrow:col-[3] narrow:row-start-1">
        <SizeControl image={image} facts={facts} onReplace={onReplace} onProblem={setProblem} />
        {(onEarlier ?? onLater) && (
          <>
            <IconButton
              size={24}
              label={`Move ${image.name} earlier`}
              icon={<Icon name="chevron-up" />}
              disabled={!onEarlier}
              onClick={onEarlier}
            />
            <IconButton
              size={24}
              label={`Move ${image.name} later`}
              icon={<Icon name="chevron-down" />}
              disabled={!onLater}
              onClick={onLater}
            />
          </>
        )}
      </div>
      {enlarged && <ImageDialog image={image} onClose={() => setEnlarged(false)} />}
    </div>
  )
}

/** As people write it: `PNG`, `WebP`. */
const formatName = (mimeType: string): string =>
  mimeType === 'image/webp' ? 'WebP' : mimeType.replace('image/', '').toUpperCase()

/** `1280 × 720 · 84 kB · 258 tokens` */
function whatIsSent(image: ImageRef, tokens: number | undefined): string {
  return [
    image.width && `${image.width} × ${image.height}`,
    formatBytes(image.bytes),
    tokens !== undefined && `${tokens.toLocaleString('en-US')} tokens`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** `JPEG, was 3.1 MB. Removed Exif, GPS. Turned upright.` */
function whatWasDone(image: ImageRef, facts: ImageFacts | null | undefined): string {
  if (facts === null) return 'This browser no longer has its bytes. Remove it and add the file again.'
  if (!facts) return ''
  const before = facts.originalBytes === image.bytes ? '' : `, was ${formatBytes(facts.originalBytes)}`
  const preview = facts.thumbnailUrl === null ? ' No preview here.' : ''
  return `${formatName(image.mimeType)}${before}. ${facts.note}${preview}`
}

function Thumbnail({
  image,
  facts,
  onEnlarge,
}: {
  image: ImageRef
  facts: ImageFacts | null | undefined
  onEnlarge: () => void
}) {
  const frame =
    'relative row-span-2 flex size-10 shrink-0 items-center justify-center overflow-hidden rounded-chip border border-line bg-sunk'
  if (!facts?.thumbnailUrl) {
    return (
      <span role="img" aria-label={`${image.name}, no preview`} className={`${frame} text-wire text-mute`}>
        {facts && formatName(image.mimeType)}
      </span>
    )
  }
  return (
    <span className={frame}>
      <img
        src={facts.thumbnailUrl}
        alt={image.name}
        draggable={false}
        decoding="async"
        className="size-full object-cover"
      />
      {/* Beside the picture, not around it: what stands inside a button is no picture to a screen reader. */}
      <button
        type="button"
        aria-label={`Enlarge ${image.name}`}
        title={`Enlarge ${image.name}`}
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

interface SizeProps extends Pick<Props, 'image' | 'onReplace'> {
  facts: ImageFacts | null | undefined
  onProblem: (sentence: string | null) => void
}

/** Only where a smaller copy can be made here and would be smaller. */
function SizeControl({ image, facts, onReplace, onProblem }: SizeProps) {
  const [busy, setBusy] = useState(false)
  if (!facts?.thumbnailUrl || facts.sourceSide <= 768) return null
  const change = async (value: string) => {
    const chosen = sizes.find((size) => size.value === value)
    if (!chosen) return
    setBusy(true)
    try {
      onReplace(await resizeImage(image, chosen.size))
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
        label={`Size of ${image.name}`}
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
