import { useRef, useState } from 'react'
import { MOST_FUNCTIONS } from '../../request/functions/declaration.ts'
import { useDoc, useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Select } from '../../ui/Select.tsx'
import { Declarations } from './Declarations.tsx'
import { FunctionForm } from './FunctionForm.tsx'
import { FunctionList } from './FunctionList.tsx'
import { examples } from './examples.ts'
import { words } from './words.ts'
import type { OwnFunction } from '../../request/functions/declaration.ts'

const none: readonly OwnFunction[] = []

/** A name that no other function has. */
function freeName(functions: readonly OwnFunction[]): string {
  const names = new Set(functions.map(({ declaration }) => declaration.name))
  for (let number = 1; ; number++) if (!names.has(`function_${number}`)) return `function_${number}`
}

/** Functions of one's own: what holds is what can be read; every change holds at once. */
export default function Functions({ onClose }: { onClose: () => void }) {
  const { settings } = useDoc()
  const declared = useSettings((state) => state.functions)
  const functions = declared ?? none
  const [chosen, setChosen] = useState(0)
  // Another function has another form: what was typed into the last one and could not be read is not its own.
  const [form, setForm] = useState(0)
  const [example, setExample] = useState('')
  const [kept, setKept] = useState<readonly string[]>([])
  const [losing, setLosing] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  const at = Math.min(chosen, functions.length - 1)
  const one = functions[at]
  // As it is given: a field that made it knows its own list again, and leaves what is typed as it is typed.
  const change = (next: OwnFunction[]) => settings.set('functions', next.length > 0 ? next : undefined)
  const show = (index: number) => {
    setChosen(index)
    setForm(form + 1)
  }
  const changeList = (next: OwnFunction[]) => {
    if (next[at]?.declaration.name !== one?.declaration.name) show(at)
    change(next)
  }
  /** Leaves what is being written, at the second press where it cannot be read and is kept nowhere else. */
  const leaving = (act: () => void) => () => {
    const unread = body.current
      ?.closest('dialog')
      ?.querySelector<HTMLElement>('[aria-invalid="true"]:not([data-kept])')
    if (unread && !losing) {
      setLosing(true)
      unread.focus()
      return
    }
    setLosing(false)
    act()
  }
  const add = () => {
    change([...functions, { declaration: { name: freeName(functions) } }])
    show(functions.length)
    setExample('')
  }
  const addExample = (title: string) => {
    setExample(title)
    const found = examples.find((each) => each.title === title)
    if (!found) return
    const names = new Set(functions.map(({ declaration }) => declaration.name))
    const fresh = found.functions.filter(({ declaration }) => !names.has(declaration.name))
    setKept(
      found.functions.flatMap(({ declaration }) => (names.has(declaration.name) ? [declaration.name] : [])),
    )
    if (fresh.length === 0) return
    change([...functions, ...fresh])
    show(functions.length)
  }
  const remove = (index: number) => {
    change(functions.toSpliced(index, 1))
    show(index < at ? at - 1 : at)
    // The button that was pressed goes with its function.
    addButton.current?.focus()
  }
  const prompt = examples.find(({ title }) => title === example)?.prompt
  return (
    <Dialog
      title="Functions"
      open
      onClose={leaving(onClose)}
      width={960}
      head={
        <>
          <span aria-hidden="true" className="hidden text-label text-mute narrow:inline">
            Example
          </span>
          <Select
            label="Example"
            labelHidden
            value={example}
            options={[
              { value: '', label: 'Choose …' },
              ...examples.map(({ title }) => ({ value: title, label: title })),
            ]}
            onChange={(title) => leaving(() => addExample(title))()}
          />
        </>
      }
      footer={<Declarations functions={declared} onChange={changeList} />}
    >
      <div
        ref={body}
        className="-mx-5 -my-4 flex flex-col narrow:min-h-full narrow:flex-row"
        onChange={() => setLosing(false)}
      >
        <div className="flex flex-col border-line max-narrow:border-b narrow:sticky narrow:-top-4 narrow:max-h-[60dvh] narrow:w-60 narrow:shrink-0 narrow:self-start narrow:overflow-y-auto">
          <FunctionList
            functions={functions}
            at={at}
            onChoose={(index) => leaving(() => show(index))()}
            onRemove={(index) => leaving(() => remove(index))()}
          />
          <div className="flex flex-col items-start gap-2 p-2">
            <Button
              ref={addButton}
              icon={<Icon name="plus" size={14} />}
              disabled={functions.length >= MOST_FUNCTIONS}
              onClick={leaving(add)}
            >
              Add function
            </Button>
            {prompt && <p className="px-2 text-label text-mute">{words.try(prompt)}</p>}
            {kept.length > 0 && (
              <p role="status" className="px-2 text-label text-soft">
                {words.kept(kept)}
              </p>
            )}
          </div>
        </div>
        <div className="min-w-0 flex-1 border-line narrow:border-l">
          {losing && (
            <p role="alert" className="px-5 pt-4 text-fail">
              {words.losing}
            </p>
          )}
          {one ? (
            <FunctionForm
              key={form}
              one={one}
              others={functions.filter((other) => other !== one)}
              onChange={(next) => change(functions.with(at, next))}
              onRemove={() => leaving(() => remove(at))()}
            />
          ) : (
            <p className="max-w-prose p-5 text-soft">
              {words.teach} <span className="block text-mute">{words.begin}</span>
            </p>
          )}
        </div>
      </div>
    </Dialog>
  )
}
