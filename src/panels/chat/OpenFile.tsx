import { useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { failureSentence } from '../../ui/useAttempt.ts'
import { failureWords } from './words.ts'

interface Props {
  label: string
  /** Gets the file's text. */
  onText: (text: string) => void
  /** Gets a sentence where the file cannot be read. */
  onProblem: (sentence: string) => void
}

/** A button that opens the file picker for one JSON file. */
export function OpenFile({ label, onText, onProblem }: Props) {
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
          if (!file) return
          // A file may be gone since it was chosen, or be longer than a text of this browser.
          void file
            .text()
            .then(onText, (error: unknown) => onProblem(failureSentence(failureWords.file(file.name), error)))
        }}
      />
    </>
  )
}
