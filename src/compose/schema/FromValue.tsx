import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { faultText, readWhole } from '../../request/jsonReader.ts'
import { words } from './words.ts'

/** An example of an answer, from which its schema is made. */
export function FromValue({ onMake }: { onMake: (value: unknown) => void }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const make = () => {
    const { fault } = readWhole(text)
    if (!fault) return onMake(JSON.parse(text) as unknown)
    setProblem(faultText(text, fault))
  }
  return (
    <div className="flex flex-col gap-2 px-1 pt-1 pb-3">
      <TextArea
        label="Example answer"
        hint={words.exampleAnswer}
        error={problem}
        value={text}
        mono
        rows={4}
        spellCheck={false}
        onChange={(next) => {
          setText(next)
          setProblem(undefined)
        }}
      />
      <span>
        <Button size={24} variant="bordered" onClick={make}>
          Make schema
        </Button>
      </span>
    </div>
  )
}
