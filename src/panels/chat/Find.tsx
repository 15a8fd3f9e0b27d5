import { useEffect, useMemo, useRef, useState } from 'react'
import { useChat } from '../../state/chat/chat.ts'
import { callsText, turnText } from '../../state/chat/history.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { fieldLook } from '../../ui/Field.tsx'
import { markFound } from './markFound.ts'
import { focusTurn, showTurn } from './reveal.ts'
import { useView, view } from './view.ts'
import { isComposing } from '../../ui/isComposing.ts'

/** Finds words in every turn, also in those that a long conversation does not draw. */
export function Find() {
  const find = useView((state) => state.find)
  return find === null ? null : <FindBar words={find} />
}

function FindBar({ words }: { words: string }) {
  const field = useRef<HTMLInputElement>(null)
  const shown = useChat((state) => state.shown)
  // Which match was shown, counted from the first in either direction; null before the first step.
  const [at, setAt] = useState<number | null>(null)
  useEffect(() => field.current?.focus(), [])
  const found = useMemo(() => {
    const wanted = words.trim().toLocaleLowerCase()
    if (wanted === '') return []
    return shown.flatMap((turn, index) =>
      `${turnText(turn)}\n${callsText(turn)}`.toLocaleLowerCase().includes(wanted)
        ? [{ id: turn.id, index }]
        : [],
    )
  }, [shown, words])
  const match = (place: number) => found[((place % found.length) + found.length) % found.length]
  const current = match(at ?? 0)
  const here = at === null ? undefined : current?.id
  useEffect(() => markFound(words, here), [words, here])
  // Enter steps on as long as the field has the focus; whoever closes it is at the turn found last.
  const close = () => {
    focusTurn(at === null ? undefined : current?.id)
    view.setState({ find: null })
  }
  const step = (by: 1 | -1) => {
    const place = at === null ? Math.min(by, 0) : at + by
    setAt(place)
    const next = match(place)
    if (next) showTurn(next.id, next.index)
  }
  return (
    <search className="flex h-11 shrink-0 items-center gap-1 border-b border-line px-3 narrow:h-10">
      <div className="w-64 min-w-0">
        <input
          ref={field}
          type="search"
          aria-label="Find in conversation"
          value={words}
          onChange={(event) => {
            setAt(null)
            view.setState({ find: event.currentTarget.value })
          }}
          onKeyDown={(event) => {
            if (isComposing(event)) return
            if (event.key === 'Enter') {
              event.preventDefault()
              step(event.shiftKey ? -1 : 1)
            } else if (event.key === 'Escape') {
              event.preventDefault()
              close()
            }
          }}
          className={`h-9 narrow:h-7 [&::-webkit-search-cancel-button]:appearance-none ${fieldLook}`}
        />
      </div>
      <p role="status" aria-label="Found" className="min-w-20 px-1 text-label text-mute">
        {words.trim() === ''
          ? ''
          : current === undefined
            ? 'nothing found'
            : at === null
              ? `${found.length} ${found.length === 1 ? 'turn' : 'turns'}`
              : `${found.indexOf(current) + 1} of ${found.length}`}
      </p>
      <IconButton
        label="Previous match"
        icon={<Icon name="chevron-up" />}
        disabled={found.length === 0}
        onClick={() => step(-1)}
      />
      <IconButton
        label="Next match"
        icon={<Icon name="chevron-down" />}
        disabled={found.length === 0}
        onClick={() => step(1)}
      />
      <IconButton label="Close find" icon={<Icon name="cross" />} onClick={close} />
    </search>
  )
}
