import { formatBytes } from '../state/images/images.ts'
import { useImageUrl } from '../state/images/imageUrls.ts'
import { Dialog } from '../ui/Dialog.tsx'
import type { ImageRef } from '../request/schema.ts'

/** A picture as it is sent, as large as the page allows. */
export function ImageDialog({ image, onClose }: { image: ImageRef; onClose: () => void }) {
  const url = useImageUrl(image.id)
  return (
    <Dialog
      title={image.name}
      open
      onClose={onClose}
      width={Math.min(1200, Math.max(480, (image.width ?? 480) + 40))}
    >
      {url && <img src={url} alt={image.name} className="mx-auto max-h-[64dvh] max-w-full object-contain" />}
      <p className="pt-3 text-label text-mute">
        {image.width} × {image.height}, {formatBytes(image.bytes)}, as it is sent
      </p>
    </Dialog>
  )
}
