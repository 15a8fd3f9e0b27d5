import { useMemo } from 'react'
import { isResultMedia } from '../../request/media.ts'
import { useImageUrl } from '../../state/images/imageUrls.ts'
import { size } from '../../ui/figures.ts'
import { shownMedia } from '../media.ts'
import type { ResultMedia } from '../../request/media.ts'
import type { Blob as InlineBlob } from '../../gemini/types.ts'

/** The files that go with a result: pictures where they can be shown, and what each is. */
export default function Beside({ parts }: { parts: readonly object[] }) {
  return (
    <ul className="flex flex-col gap-2 pt-3">
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- what goes with a result does not change places
        <li key={index}>{isResultMedia(part) ? <Kept of={part} /> : <AsSent part={part} />}</li>
      ))}
    </ul>
  )
}

function Kept({ of: { media, displayName } }: { of: ResultMedia }) {
  const url = useImageUrl(media.id)
  return (
    <File
      name={displayName}
      about={`${media.mimeType}, ${size(media.bytes)}`}
      url={media.mimeType.startsWith('image/') ? url : undefined}
    />
  )
}

/** As it stands on the wire: it came with a file or by hand. */
function AsSent({ part }: { part: { inlineData?: InlineBlob & { displayName?: string } } }) {
  const { inlineData } = part
  const shown = useMemo(() => (inlineData ? shownMedia(inlineData) : null), [inlineData])
  const isImage = inlineData?.mimeType.startsWith('image/')
  return (
    <File
      name={inlineData?.displayName ?? ''}
      about={inlineData?.mimeType ?? Object.keys(part).join(', ')}
      url={isImage ? shown?.url : undefined}
    />
  )
}

function File({ name, about, url }: { name: string; about: string; url: string | undefined }) {
  return (
    <p className="flex items-end gap-3 text-label text-mute">
      {url && <img src={url} alt={name} decoding="async" className="max-h-40 max-w-60 rounded-chip" />}
      <span className="min-w-0">
        <span className="block truncate font-mono text-ink">{name}</span>
        {about}
      </span>
    </p>
  )
}
