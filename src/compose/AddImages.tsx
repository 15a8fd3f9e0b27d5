import { useRef } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { SampleImages } from './SampleImages.tsx'
import { words } from './words.ts'
import type { ReactNode } from 'react'
import type { Intake } from './useImageIntake.ts'

/** Also what the gate can only convert: a greyed-out file tells nobody why. */
const ACCEPT =
  'image/png,image/jpeg,image/webp,image/heic,image/heif,.heic,.heif,image/gif,image/bmp,image/avif,image/svg+xml'

interface Props {
  intake: Intake
  /** `icon` alone where there is no room for the words. */
  compact?: boolean
  /** Whether samples are offered. */
  samples?: boolean
  /** Stands between the button and the samples. */
  children?: ReactNode
}

/** Opens the file picker; beside it the samples that are not taken yet, until something else is attached. */
export function AddImages({ intake, compact, samples = true, children }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        icon={<Icon name="image" />}
        aria-label="Add images"
        title={words.addImages}
        onClick={() => input.current?.click()}
      >
        {/* The icon stays where the row around it, a container, has no room for the words. */}
        {!compact && <span className="hidden narrow:@min-[160px]:inline">Add images</span>}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept={ACCEPT}
        aria-label="Image files"
        tabIndex={-1}
        hidden
        onChange={(event) => {
          intake.add([...(event.currentTarget.files ?? [])])
          // The same file may be chosen again after it was removed.
          event.currentTarget.value = ''
        }}
      />
      {children}
      {samples && <SampleImages intake={intake} />}
    </>
  )
}
