import { useEffect, useRef, useState } from 'react'
import { exportRun, picturesOf } from '../../../state/history/runFile.ts'
import { formatBytes } from '../../../state/images/images.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { download } from '../../../ui/download.ts'
import { failureSentence } from '../../../ui/useAttempt.ts'
import { findRun } from '../../../runs/registry.ts'
import { words } from './words.ts'
import type { Run, RunId } from '../../../runs/run.ts'

interface Props {
  id: RunId
  onDone: () => void
  /** Gets a sentence where there is no file. */
  onProblem: (sentence: string) => void
  /** Gets a sentence about what the file holds, or lacks. */
  onNote: (sentence: string) => void
}

/** Gives the run as a file: at once, or, where it was asked with pictures, after asking whether they come along. */
export default function ExportRun({ id, onDone, onProblem, onNote }: Props) {
  const [pictures, setPictures] = useState<{ run: Run; count: number; bytes: number } | null>(null)
  const [include, setInclude] = useState(true)
  const save = async (run: Run, withPictures: boolean) => {
    try {
      const exported = await exportRun(run, withPictures)
      if (typeof exported === 'string') onProblem(`${words.notExported} ${exported}`)
      else {
        download(exported.name, exported.content)
        if (exported.words) onNote(exported.words)
      }
    } catch (error) {
      onProblem(failureSentence(words.notExported, error))
    }
    onDone()
  }
  const begun = useRef(false)
  useEffect(() => {
    // Once for a press, however often this is drawn.
    if (begun.current) return
    begun.current = true
    const begin = async () => {
      const run = await findRun(id)
      if (!run) {
        onProblem(`${words.notExported} ${words.gone}`)
        return onDone()
      }
      const found = await picturesOf(run)
      if (typeof found === 'object' && found.count > 0) setPictures({ run, ...found })
      else await save(run, false)
    }
    begin().catch((error: unknown) => {
      onProblem(failureSentence(words.notExported, error))
      onDone()
    })
  })
  if (!pictures) return null
  const { run, count, bytes } = pictures
  return (
    <Dialog
      title="Export run"
      open
      onClose={onDone}
      footer={
        <div className="ml-auto flex gap-2">
          <Button size={32} onClick={onDone}>
            Cancel
          </Button>
          <Button size={32} variant="primary" onClick={() => void save(run, include)}>
            Export
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-3 text-ui">
        <p className="text-soft">{words.file}</p>
        <Checkbox
          label={`Include ${count === 1 ? 'the picture' : `the ${count} pictures`} that it was asked with, ${formatBytes(bytes)}`}
          checked={include}
          onChange={setInclude}
        />
      </div>
    </Dialog>
  )
}
