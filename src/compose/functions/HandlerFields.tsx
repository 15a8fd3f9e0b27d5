import { callFaults, handlerKinds } from '../../request/functions/declaration.ts'
import { readFixed, readTable } from '../../request/functions/handlers.ts'
import { ASK, handlerTitles } from '../../request/functions/inWords.ts'
import { useHits } from '../../state/functions/hits.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { faultWords, handlerWords, hitsInWords, words } from './words.ts'
import type { HandlerKind, OwnFunction } from '../../request/functions/declaration.ts'
import type { HandlerRow } from '../../request/functions/handlers.ts'

interface Props {
  one: OwnFunction
  onChange: (one: OwnFunction) => void
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

const kinds = [
  { value: '', label: ASK },
  ...handlerKinds.map((kind) => ({ value: kind, label: handlerTitles[kind] })),
]
const faults = [
  { value: '', label: 'None' },
  ...callFaults.map((fault) => ({ value: fault, label: capital(fault) })),
]

/** A function without what is `undefined` in a change of it. */
function changed(
  one: OwnFunction,
  change: { [Key in keyof OwnFunction]?: OwnFunction[Key] | undefined },
): OwnFunction {
  const entries = Object.entries({ ...one, ...change }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as unknown as OwnFunction
}

/** What a handler of this kind may look like, with the function's own first argument. */
function sample(kind: HandlerKind, { declaration }: OwnFunction): string {
  const { properties } = declaration.parametersJsonSchema ?? {}
  const [key = 'city'] = Object.keys(typeof properties === 'object' ? (properties ?? {}) : {})
  const args = { [key]: 'Oslo*' }
  if (kind === 'fixed') return '{ "temperature": 3 }'
  if (kind === 'javascript') return `return { temperature: args.${key} === 'Oslo' ? 3 : 17 }`
  return `[\n  { "args": ${JSON.stringify(args)}, "result": { "temperature": 3 } },\n  { "args": "*", "result": { "error": "unknown" } }\n]`
}

/** What is wrong with a handler's text, in a sentence. An empty one is asked about when it is called. */
function problemOf(kind: HandlerKind, text: string): string | undefined {
  if (text.trim() === '' || kind === 'javascript') return undefined
  const read = kind === 'fixed' ? readFixed(text) : readTable(text)
  return read.ok ? undefined : read.problem
}

/** What answers a function's calls, and what is to go wrong with it. */
export function HandlerFields({ one, onChange }: Props) {
  const { handler, fault, acts } = one
  const put = (change: Parameters<typeof changed>[1]) => onChange(changed(one, change))
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-3">
      <div className="grid gap-x-4 gap-y-3 narrow:grid-cols-2">
        <Select
          label="Handler"
          size={32}
          value={handler ?? ''}
          options={kinds}
          onChange={(kind) => put({ handler: (kind || undefined) as HandlerKind | undefined })}
        />
        <Select
          label="Fault"
          size={32}
          value={fault ?? ''}
          options={faults}
          hint={faultWords[fault ?? 'none']}
          onChange={(next) => put({ fault: (next || undefined) as OwnFunction['fault'] })}
        />
      </div>
      {handler && <HandlerText kind={handler} one={one} put={put} />}
      <Checkbox
        label="Acts"
        note={words.acts}
        checked={acts ?? false}
        onChange={(next) => put({ acts: next || undefined })}
      />
    </div>
  )
}

interface TextProps {
  kind: HandlerKind
  one: OwnFunction
  put: (change: Parameters<typeof changed>[1]) => void
}

/** Stands as it is typed, read or not: nothing that is written here is lost. */
function HandlerText({ kind, one, put }: TextProps) {
  const { declaration, handlers = {}, unread } = one
  const text = handlers[kind] ?? ''
  return (
    <>
      {kind === 'javascript' && unread && (
        <Note tone="caution" icon={<Icon name="warning" />} title="Not allowed yet">
          <span className="flex flex-wrap items-center gap-2">
            {words.unread}
            <Button variant="bordered" size={24} onClick={() => put({ unread: undefined })}>
              Allow
            </Button>
          </span>
        </Note>
      )}
      <TextArea
        data-kept
        wrap="off"
        label={`Handler of ${declaration.name}`}
        mono
        rows={4}
        spellCheck={false}
        placeholder={sample(kind, one)}
        value={text}
        error={problemOf(kind, text)}
        hint={handlerWords[kind]}
        onChange={(next) => {
          // Of what came with a file nothing is left.
          const gone = kind === 'javascript' && next === ''
          put({ handlers: { ...handlers, [kind]: next }, ...(gone && { unread: undefined }) })
        }}
      />
      {kind === 'table' && <Hits name={declaration.name} text={text} />}
    </>
  )
}

const noRows: readonly HandlerRow[] = []

function Hits({ name, text }: { name: string; text: string }) {
  const read = readTable(text)
  const rows = read.ok ? read.rows : noRows
  const hits = useHits(name, rows)
  return rows.length > 0 && <p className="text-label text-mute">{hitsInWords(hits)}</p>
}
