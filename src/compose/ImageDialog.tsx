import { formatBytes } from '../state/images/images.ts'
import { useImageUrl } from '../state/images/imageUrls.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { words } from './words.ts'
import type { MediaRef } from '../request/media.ts'

/** A picture as it is sent, as large as the page allows. */
export function ImageDialog({ media, onClose }: { media: MediaRef; onClose: () => void }) {
  const url = useImageUrl(media.id)
  return (
    <Dialog
      title={media.name}
      open
      onClose={onClose}
      width={Math.min(1200, Math.max(480, (media.size?.[0] ?? 480) + 40))}
    >
      {url && <img src={url} alt={media.name} className="mx-auto max-h-[64dvh] max-w-full object-contain" />}
      <p className="pt-3 text-label text-mute">
        {words.asSent(media.size?.join(' × ') ?? '', formatBytes(media.bytes))}
      </p>
    </Dialog>
  )
}
