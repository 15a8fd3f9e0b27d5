import { useId, useLayoutEffect, useRef, useState } from 'react'
import { showSetting } from '../../compose/showSetting.ts'
import { table } from '../../request/settings/table.ts'
import { useCommands } from '../../state/shell/commands.ts'
import { useStateCommands } from '../../reply/States.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { fieldLook } from '../../ui/Field.tsx'
import { useFound } from './found.ts'
import { keysOf } from './keyboard.ts'
import { words } from './words.ts'
import { isComposing } from '../../ui/isComposing.ts'
import type { KeyboardEvent } from 'react'
import type { Command } from '../../state/shell/commands.ts'

/** Commands whose title holds every typed word; of two with one id the later stands for both. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const last = new Map(commands.map((command) => [command.id, command]))
  return [...last.values()].filter(({ id, title }) => {
    const text = title.toLowerCase()
    return id !== 'palette' && wanted.every((word) => text.includes(word))
  })
}

interface Props {
  open: boolean
  /** Whether this workspace has Run settings: then each can be found here. */
  hasSettings: boolean
  onClose: () => void
}

/** Each setting by its name, for the palette alone: as commands they would have to be loaded with the page. */
const settingCommands: readonly Command[] = [
  'Model',
  'System instruction',
  // What belongs to one switch is found by its name, for the rest of it is there while it is on alone.
  ...new Set(
    table.map(({ title, editor }) =>
      editor.kind === 'own' && editor.form === 'schema' ? 'Structured output' : title,
    ),
  ),
  'Stream',
].map((title) => ({ id: `setting-${title}`, title: `Go to setting ${title}`, run: () => showSetting(title) }))

/** Everything the page can do just now, by typing a few letters of its name. */
export default function Palette({ open, hasSettings, onClose }: Props) {
  const offered = useCommands()
  const states = useStateCommands()
  const things = useFound()
  const commands = [...offered, ...(hasSettings ? settingCommands : []), ...states, ...things]
  const [typed, setTyped] = useState('')
  const [marked, setMarked] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const found = matching(commands, typed)
  useLayoutEffect(() => {
    list.current?.children[marked]?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    // After the dialog has given the focus back, so that a command may move it.
    setTimeout(command.run)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const last = found.length - 1
    if (event.key === 'ArrowDown') setMarked(marked >= last ? 0 : marked + 1)
    else if (event.key === 'ArrowUp') setMarked(marked <= 0 ? last : marked - 1)
    else if (event.key === 'Enter') run(found[marked])
    else return
    event.preventDefault()
  }
  return (
    <Dialog title="Command palette" open={open} onClose={onClose}>
      <input
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={found[marked] ? `${id}-${marked}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={words.palette}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setMarked(0)
        }}
        onKeyDown={onKeyDown}
        className={`h-11 narrow:h-8 ${fieldLook}`}
      />
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label="Commands"
        tabIndex={-1}
        className="-mx-2 mt-2 max-h-80 overflow-y-auto"
      >
        {found.map((command, at) => (
          <button
            key={command.id}
            id={`${id}-${at}`}
            type="button"
            role="option"
            aria-selected={at === marked}
            tabIndex={-1}
            onMouseMove={() => setMarked(at)}
            onClick={() => run(command)}
            className="flex min-h-11 w-full cursor-pointer items-center justify-between gap-4 rounded-control px-2 text-left text-ui aria-selected:bg-accent-wash narrow:min-h-8"
          >
            {command.title}
            {command.figure}
            {command.keys && (
              <kbd aria-hidden="true" className="font-mono text-label text-mute">
                {keysOf(command.keys)}
              </kbd>
            )}
          </button>
        ))}
        {found.length === 0 && <p className="px-2 py-1.5 text-ui text-mute">Nothing matches.</p>}
      </div>
    </Dialog>
  )
}
