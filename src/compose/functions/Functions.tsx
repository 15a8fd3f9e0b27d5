import { useRef, useState } from 'react'
import { FUNCTION_NAME, MOST_FUNCTIONS } from '../../request/functions/declaration.ts'
import { isJson, readJson } from '../../request/json.ts'
import { readFunctions } from '../../request/functions/read.ts'
import { useDoc, useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { pretty } from '../../ui/json.ts'
import { useTypedText } from '../../ui/useTypedText.ts'
import { examples } from './examples.ts'
import { words } from './words.ts'
import type { JsonObject, OwnFunction } from '../../request/functions/declaration.ts'
import type { ReadText } from '../../ui/useTypedText.ts'

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
  const [example, setExample] = useState('')
  const [kept, setKept] = useState<readonly string[]>([])
  const [losing, setLosing] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const at = Math.min(chosen, functions.length - 1)
  const one = functions[at]
  // As it is given: a field that made it knows its own list again, and leaves what is typed as it is typed.
  const change = (next: OwnFunction[]) => settings.set('functions', next.length > 0 ? next : undefined)
  /** Leaves what is being written, at the second press where it cannot be read: it holds nowhere else. */
  const leaving = (act: () => void) => () => {
    const unread = body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
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
    setChosen(functions.length)
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
    setChosen(functions.length)
  }
  const remove = (index: number) => {
    change(functions.toSpliced(index, 1))
    if (index < at) setChosen(at - 1)
  }
  const prompt = examples.find(({ title }) => title === example)?.prompt
  return (
    <Dialog title="Functions" open onClose={leaving(onClose)} width={960}>
      <div ref={body} className="flex flex-col gap-4" onChange={() => setLosing(false)}>
        {losing && (
          <p role="alert" className="text-fail">
            {words.losing}
          </p>
        )}
        <div className="flex flex-col gap-4 narrow:flex-row">
          <div className="flex flex-col gap-2 narrow:w-60 narrow:shrink-0">
            <ul aria-label="Functions" className="flex flex-col">
              {functions.map(({ declaration: { name } }, index) => (
                <li
                  key={name}
                  className={`flex items-center border-l-2 ${index === at ? 'border-accent bg-accent-wash' : 'border-transparent hover:bg-hover'}`}
                >
                  <button
                    type="button"
                    aria-current={index === at}
                    onClick={leaving(() => setChosen(index))}
                    className="h-11 min-w-0 flex-1 cursor-pointer truncate px-2 text-left font-mono text-label narrow:h-8"
                  >
                    {name}
                  </button>
                  <IconButton
                    size={24}
                    label={`Remove function ${name}`}
                    icon={<Icon name="trash" size={14} />}
                    onClick={leaving(() => remove(index))}
                  />
                </li>
              ))}
            </ul>
            <div className="flex flex-wrap items-end gap-2">
              <Button
                variant="bordered"
                size={24}
                icon={<Icon name="plus" size={14} />}
                disabled={functions.length >= MOST_FUNCTIONS}
                onClick={leaving(add)}
              >
                Add function
              </Button>
              <Select
                label="Example"
                labelHidden
                size={24}
                value={example}
                options={[
                  { value: '', label: 'Example …' },
                  ...examples.map(({ title }) => ({ value: title, label: title })),
                ]}
                onChange={(title) => leaving(() => addExample(title))()}
              />
            </div>
            {prompt && <p className="text-label text-mute">{words.try(prompt)}</p>}
            {kept.length > 0 && (
              <p role="status" className="text-label text-soft">
                {words.kept(kept)}
              </p>
            )}
          </div>
          {one ? (
            <Form
              key={at}
              one={one}
              others={functions.filter((other) => other !== one)}
              onChange={(next) => change(functions.with(at, next))}
            />
          ) : (
            <p className="max-w-prose py-1 text-soft">
              {words.teach} <span className="block text-mute">{words.begin}</span>
            </p>
          )}
        </div>
        <Declarations functions={declared} onChange={change} />
      </div>
    </Dialog>
  )
}

function readParameters(text: string): ReadText<JsonObject> {
  if (text.trim() === '') return { ok: true, value: undefined }
  const found = readJson(text)
  if (!found.ok) return found
  return isJson(found.value) ? { ok: true, value: found.value } : { ok: false, why: words.notObject }
}

const said = (problem: string | undefined) => problem && `${problem} ${words.inForce}`

interface FormProps {
  one: OwnFunction
  others: readonly OwnFunction[]
  onChange: (one: OwnFunction) => void
}

/** One function. */
function Form({ one, others, onChange }: FormProps) {
  const { name, description = '', parametersJsonSchema } = one.declaration
  const put = (change: Partial<OwnFunction['declaration']>) => {
    const { description: about, parametersJsonSchema: schema, ...rest } = { ...one.declaration, ...change }
    onChange({
      ...one,
      declaration: {
        ...rest,
        ...(about && { description: about }),
        ...(schema && { parametersJsonSchema: schema }),
      },
    })
  }
  const readName = (text: string): ReadText<string> => {
    if (!FUNCTION_NAME.test(text)) return { ok: false, why: words.name }
    if (others.some(({ declaration }) => declaration.name === text))
      return { ok: false, why: words.twice(text) }
    return { ok: true, value: text }
  }
  const typedName = useTypedText(
    name,
    (text) => text,
    readName,
    (next) => next !== undefined && put({ name: next }),
  )
  const typedSchema = useTypedText<JsonObject>(parametersJsonSchema, pretty, readParameters, (next) =>
    put({ parametersJsonSchema: next as JsonObject }),
  )
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-3">
      <TextField
        label="Function name"
        mono
        value={typedName.text}
        error={said(typedName.problem)}
        onChange={typedName.type}
        onBlur={typedName.settle}
      />
      <TextArea label="Description" value={description} onChange={(next) => put({ description: next })} />
      <TextArea
        label="Parameters (JSON Schema)"
        mono
        rows={6}
        spellCheck={false}
        value={typedSchema.text}
        error={said(typedSchema.problem)}
        onChange={typedSchema.type}
      />
    </div>
  )
}

interface DeclarationsProps {
  /** Undefined: none. */
  functions: OwnFunction[] | undefined
  onChange: (functions: OwnFunction[]) => void
}

/** The whole list as the API has it, to be read, edited and pasted over. */
function Declarations({ functions, onChange }: DeclarationsProps) {
  const [notes, setNotes] = useState<readonly string[]>([])
  const { text, problem, type } = useTypedText<OwnFunction[]>(
    functions,
    (list) =>
      JSON.stringify(
        list.map(({ declaration }) => declaration),
        null,
        2,
      ),
    (typed) => {
      setNotes([])
      if (typed.trim() === '') return { ok: true, value: undefined }
      const found = readFunctions(typed)
      if (!found.ok) return { ok: false, why: found.problem }
      const { length } = found.functions
      if (length > MOST_FUNCTIONS) return { ok: false, why: words.tooMany(length) }
      if (length === 0) return { ok: true, value: undefined }
      if (found.source !== 'Gemini' || found.leftOut.length > 0)
        setNotes([words.read(found.functions.length, found.source), ...found.leftOut])
      return { ok: true, value: found.functions }
    },
    (next) => onChange(next ?? []),
  )
  return (
    <div className="border-t border-line pt-4">
      <TextArea
        label="Function declarations"
        mono
        rows={6}
        spellCheck={false}
        hint={words.paste}
        value={text}
        error={said(problem)}
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
  )
}
