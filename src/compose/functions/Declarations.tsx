import { useId, useState } from 'react'
import { MOST_FUNCTIONS } from '../../request/functions/declaration.ts'
import { withDeclarations } from '../../request/functions/listed.ts'
import { readFunctions } from '../../request/functions/read.ts'
import { compactJson } from '../../request/json.ts'
import { Icon } from '../../ui/Icon.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useTypedText } from '../../ui/useTypedText.ts'
import { words } from './words.ts'
import type { OwnFunction } from '../../request/functions/declaration.ts'
import type { ReadText } from '../../ui/useTypedText.ts'

interface Props {
  /** Undefined: none. */
  functions: OwnFunction[] | undefined
  onChange: (functions: OwnFunction[]) => void
}

/** The whole list as the API has it, to be read, edited and pasted over: at the foot of the dialog, folded or not. */
export function Declarations({ functions, onChange }: Props) {
  const [chosen, setChosen] = useState<boolean>()
  // Where there are none yet, the list is one of the ways to begin.
  const open = chosen ?? functions === undefined
  const [notes, setNotes] = useState<readonly string[]>([])
  const [gone, setGone] = useState<readonly OwnFunction[]>([])
  const id = useId()
  const { text, problem, type } = useTypedText<OwnFunction[]>(
    functions,
    (list) => compactJson(list.map(({ declaration }) => declaration)),
    (typed) => {
      setNotes([])
      const take = (list: readonly OwnFunction[]): ReadText<OwnFunction[]> => {
        const next = withDeclarations(functions ?? [], list, gone)
        setGone(next.gone)
        return { ok: true, value: list.length > 0 ? next.functions : undefined }
      }
      if (typed.trim() === '') return take([])
      const found = readFunctions(typed)
      if (!found.ok) return { ok: false, why: found.problem }
      const { length } = found.functions
      if (length > MOST_FUNCTIONS) return { ok: false, why: words.tooMany(length) }
      if (found.source !== 'Gemini' || found.leftOut.length > 0)
        setNotes([words.read(length, found.source), ...found.leftOut])
      return take(found.functions)
    },
    (next) => onChange(next ?? []),
  )
  return (
    <div className="flex w-full flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setChosen(!open)}
          className="flex h-11 cursor-pointer items-center gap-2 text-ui font-semibold narrow:h-8"
        >
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />
          Function declarations
        </button>
        {!open && <span className="hidden text-label text-mute narrow:inline">{words.folded}</span>}
        {functions && <span className="ml-auto text-label text-mute">{words.count(functions.length)}</span>}
      </div>
      {/* Folded, it is there for whoever comes by keyboard, and opens when it has the focus. */}
      <div
        id={id}
        className={open ? 'max-h-[min(40dvh,max(7rem,100dvh-22rem))] overflow-y-auto pb-2' : 'sr-only'}
        onFocus={() => setChosen(true)}
      >
        <TextArea
          label="Function declarations"
          labelHidden
          mono
          rows={6}
          spellCheck={false}
          hint={words.paste}
          value={text}
          error={problem && `${problem} ${words.inForce}`}
          onChange={type}
        />
        {notes.length > 0 && (
          <ul role="status" aria-label="What was read" className="pt-2 text-label text-soft">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
