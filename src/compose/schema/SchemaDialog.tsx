import { useMemo, useState } from 'react'
import { examples } from '../../request/schema/examples.ts'
import { schemaOf } from '../../request/schema/fromValue.ts'
import { schemaInWords } from '../../request/schema/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { pretty } from '../../ui/json.ts'
import { Note } from '../../ui/Note.tsx'
import { Select } from '../../ui/Select.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { readSchema } from './draft.ts'
import { LeftChanges } from '../LeftChanges.tsx'
import { FieldsTab } from './FieldsTab.tsx'
import { FromValue } from './FromValue.tsx'
import { JsonTab } from './JsonTab.tsx'
import { words } from './words.ts'
import type { Spelling } from '../../request/schema/keywords.ts'
import type { Json } from '../../request/json.ts'

const tabs = ['Fields', 'JSON'] as const

interface Props {
  /** What is sent now. */
  schema: Json
  spelling: Spelling
  /** What was left here without Apply; null where nothing was. */
  left: string | null
  onApply: (schema: Json) => void
  /** @param left what is to be offered when the dialog opens again; null for nothing */
  onCancel: (left: string | null) => void
}

/** A schema as fields and as JSON, two views of one text. Nothing reaches the request before Apply. */
export default function SchemaDialog({ schema: sent, spelling, left, onApply, onCancel }: Props) {
  const [tab, setTab] = useState<(typeof tabs)[number]>('Fields')
  const [text, setText] = useState(() => pretty(sent))
  const [good, setGood] = useState(sent)
  const [offered, setOffered] = useState(left !== pretty(sent) ? left : null)
  /** Texts that a press has replaced, and what was typed after one, the last of them first. */
  const [past, setPast] = useState<readonly string[]>([])
  const [typing, setTyping] = useState(false)
  const [refused, setRefused] = useState(false)
  const [making, setMaking] = useState(false)
  const read = useMemo(() => readSchema(text), [text])

  const write = (next: string, undoable = false) => {
    // What is typed after a press is a step of its own, or the press would take it along when it is undone.
    const isStep = undoable || (past.length > 0 && !typing)
    if (isStep && next !== text) setPast([text, ...past.slice(0, 49)])
    setTyping(!undoable)
    put(next)
  }
  const put = (next: string) => {
    setText(next)
    setRefused(false)
    const fresh = readSchema(next)
    if (fresh.ok) setGood(fresh.schema)
  }
  const change = (next: Json, undoable: boolean) => write(pretty(next), undoable)
  const undo = () => {
    const [before, ...others] = past
    if (before === undefined) return
    setPast(others)
    setTyping(false)
    put(before)
  }
  const apply = () => {
    if (read.ok) return onApply(read.schema)
    setTab('JSON')
    setRefused(true)
  }
  const cancel = () => onCancel(text === pretty(sent) ? offered : text)

  return (
    <Dialog
      title="Response schema"
      open
      width={704}
      onClose={cancel}
      footer={
        <>
          <p className="min-w-0 flex-1 text-label text-mute">
            {words.weight(schemaInWords(good), new Blob([JSON.stringify(good)]).size)}
          </p>
          {past.length > 0 && (
            <Button size={32} icon={<Icon name="undo" />} onClick={undo}>
              Undo
            </Button>
          )}
          <Button size={32} onClick={cancel}>
            Cancel
          </Button>
          <Button size={32} variant="primary" onClick={apply}>
            Apply
          </Button>
        </>
      }
    >
      <div className="-mx-5 -my-4 flex flex-col">
        <Tabs
          label="Response schema as"
          tabs={tabs}
          selected={tab}
          onSelect={setTab}
          end={
            <span className="w-44">
              <Select
                label="Example"
                labelHidden
                value=""
                options={[{ value: '', label: 'Example' }, ...Object.keys(examples)]}
                onChange={(name) => {
                  const example = examples[name]
                  if (example) change(example, true)
                }}
              />
            </span>
          }
        >
          {offered !== null && (
            <div className="border-b border-line px-5 py-2">
              <LeftChanges
                title={words.left}
                onBring={() => {
                  write(offered, true)
                  setOffered(null)
                }}
                onDiscard={() => setOffered(null)}
              />
            </div>
          )}
          {refused && !read.ok && (
            <div className="border-b border-line px-5 py-2">
              <Note role="alert" tone="fail" icon={<Icon name="refused" />} title={words.notApplied}>
                {read.why}
              </Note>
            </div>
          )}
          {tab === 'Fields' && !read.ok && (
            <div className="px-5 py-4">
              <Note tone="caution" icon={<Icon name="warning" />} title={words.unreadable}>
                {read.why} {words.fixUnderJson}
              </Note>
            </div>
          )}
          {tab === 'Fields' && read.ok && <FieldsTab schema={read.schema} onChange={change} />}
          {tab === 'JSON' && <JsonTab text={text} spelling={spelling} read={read} onChange={write} />}
          <div className="border-t border-line px-4 py-1">
            <Button aria-expanded={making} icon={<Icon name="code" />} onClick={() => setMaking(!making)}>
              Make a schema from JSON
            </Button>
            {making && (
              <FromValue
                onMake={(value) => {
                  change(schemaOf(value), true)
                  setMaking(false)
                }}
              />
            )}
          </div>
        </Tabs>
      </div>
    </Dialog>
  )
}
