import { useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

interface Props {
  label: string
  /** Gets the file's text. */
  onText: (text: string) => void
}

/** A button that opens the file picker for one JSON file. */
export function OpenFile({ label, onText }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button size={32} icon={<Icon name="upload" />} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label={`${label}: file`}
        tabIndex={-1}
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) void file.text().then(onText)
        }}
      />
    </>
  )
}
