import { useEffect, useRef, useState } from 'react'
import { saveAndRun } from '../../state/chat/launch.ts'
import { readResult } from '../../request/functions/result.ts'
import { fieldsToEdit } from '../../state/chat/history.ts'
import { mediaIn } from '../../request/media.ts'
import { discardTurn, editTurn } from '../../state/chat/turns.ts'
import { changeEdit, editing, endEdit, useEditing } from '../../state/chat/editing.ts'
import { liveHere, useChat } from '../../state/chat/chat.ts'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { Images } from './UserTurn.tsx'
import { isComposing } from '../../ui/isComposing.ts'
import { callWords, words } from './words.ts'
import type { EditField } from '../../state/chat/history.ts'
import type { Turn } from '../../state/chat/tree.ts'

/** Of a text to be edited: a result is named by its function, texts by their number. */
function labelOf(fields: readonly EditField[], at: number) {
  const { result } = fields[at] ?? {}
  if (result !== undefined) return { label: `Result of ${result}`, mono: true, spellCheck: false }
  const number = fields.slice(0, at + 1).filter((one) => one.result === undefined).length
  return { label: number <= 1 ? 'Edit message' : `Edit message, text ${number}`, labelHidden: true }
}

/** Rewrites a turn in its own place. What it said before stays as a branch. */
export function EditTurn({ turn, last }: { turn: Turn; last: boolean }) {
  const edit = useEditing((turns) => turns[turn.id])
  const busy = useChat((state) => liveHere(state) !== undefined)
  const box = useRef<HTMLDivElement>(null)
  /** Somebody wanted to save: from then on what is wrong is said. */
  const [checked, setChecked] = useState(false)
  useEffect(() => {
    // What a reload brought back waits; the focus is the composer's then.
    if (editing.getState().begun === turn.id) box.current?.querySelector('textarea')?.focus()
  }, [turn.id])
  if (!edit) return null
  const { texts, fresh } = edit
  const fields = fieldsToEdit(turn)
  const media = mediaIn(turn.parts)
  const nothing = media.length === 0 && texts.every((text) => text.trim() === '')
  // An answer to nothing that follows cannot be asked for.
  const cannotRun = turn.role === 'model' && last
  const results = texts.map((text, at) => (fields[at]?.result === undefined ? null : readResult(text)))
  const problems = results.map((result) => (result && !result.ok ? result.problem : undefined))
  const end = (work: () => void) => {
    const wrong = problems.findIndex((problem) => problem !== undefined)
    setChecked(true)
    if (wrong >= 0) return box.current?.querySelectorAll('textarea')[wrong]?.focus()
    endEdit(turn.id)
    work()
  }
  const save = () => end(() => void editTurn(turn.id, texts))
  const run = () => end(() => void saveAndRun(turn.id, texts))
  const cancel = async () => {
    endEdit(turn.id)
    if (fresh) await discardTurn(turn.id)
  }
  return (
    <div ref={box} className="flex flex-col gap-2 [&_textarea:not(.font-mono)]:text-prose!">
      <Images media={media} />
      {texts.map((text, at) => (
        <TextArea
          // oxlint-disable-next-line react/no-array-index-key -- the texts of a turn do not change places
          key={at}
          {...labelOf(fields, at)}
          rows={at === 0 ? 3 : 2}
          value={text}
          error={checked ? problems[at] : undefined}
          hint={results[at]?.ok && results[at].wrapped ? callWords.wrapped : undefined}
          onChange={(value) => changeEdit(turn.id, at, value)}
          onKeyDown={(event) => {
            if (isComposing(event)) return
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !nothing) {
              event.preventDefault()
              if (busy || cannotRun) save()
              else run()
            } else if (event.key === 'Escape') {
              event.preventDefault()
              void cancel()
            }
          }}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button variant="bordered" disabled={nothing} onClick={save}>
          Save
        </Button>
        <Button
          variant="primary"
          disabled={nothing || busy || cannotRun}
          title={cannotRun ? words.cannotRun : undefined}
          onClick={run}
        >
          Save and run
        </Button>
        <Button onClick={() => void cancel()}>Cancel</Button>
      </div>
    </div>
  )
}
