import { useEffect, useRef } from 'react'
import { saveAndRun } from '../../state/chat/launch.ts'
import { deleteTurn, editTurn } from '../../state/chat/turns.ts'
import { set, useChat } from '../../state/chat/chat.ts'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { Images } from './UserTurn.tsx'
import { useView, view } from './view.ts'
import type { Turn } from '../../state/chat/tree.ts'

const close = () => view.setState({ editing: null })

/** Rewrites a turn in its own place. What it said before stays as a branch. */
export function EditTurn({ turn, last }: { turn: Turn; last: boolean }) {
  const editing = useView((state) => state.editing)
  const busy = useChat((state) => state.live?.conversation === state.current.id)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('textarea')?.focus(), [])
  if (!editing) return null
  const { text, fresh } = editing
  const nothing = text.trim() === '' && turn.images.length === 0
  // An answer to nothing that follows cannot be asked for.
  const cannotRun = turn.role === 'model' && last
  const save = () => {
    close()
    void editTurn(turn.id, text)
  }
  const run = () => {
    close()
    void saveAndRun(turn.id, text)
  }
  const cancel = async () => {
    close()
    if (!fresh) return
    await deleteTurn(turn.id)
    // It never said anything: nothing to bring back.
    set({ undo: null })
  }
  return (
    <div ref={box} className="flex flex-col gap-2">
      <Images images={turn.images} />
      <TextArea
        label="Edit message"
        labelHidden
        rows={3}
        value={text}
        onChange={(value) => view.setState({ editing: { ...editing, text: value } })}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
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
      <div className="flex flex-wrap gap-2">
        <Button variant="bordered" disabled={nothing} onClick={save}>
          Save
        </Button>
        <Button
          disabled={nothing || busy || cannotRun}
          title={cannotRun ? 'No message follows this turn.' : undefined}
          onClick={run}
        >
          Save and run
        </Button>
        <Button onClick={() => void cancel()}>Cancel</Button>
      </div>
    </div>
  )
}
