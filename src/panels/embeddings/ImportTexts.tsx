import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import {
  appended,
  columnNames,
  itemsOfTable,
  readTextFile,
  setupOf,
} from '../../state/embedding/importTexts.ts'
import { changeSetup, itemsOf, maximumTexts, setup, withUndo } from '../../state/embedding/setup.ts'
import { useFileDrop } from '../../compose/useFileDrop.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import { Select } from '../../ui/Select.tsx'
import { importWords, texts } from './words.ts'
import type { ReactNode } from 'react'
import type { Read, TextTable } from '../../state/embedding/importTexts.ts'

const previewed = 5

interface Props {
  /** Takes pictures that were dropped or pasted, where the model does. */
  onImages: ((files: readonly File[]) => void) | undefined
}

/** Opens the dialog and the file picker over it. A file dropped on the page comes here too. */
export function ImportTexts({ onImages }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [read, setRead] = useState<Read | null>(null)
  const [open, setOpen] = useState(false)
  const latest = useRef<File>(null)
  const readFiles = (files: readonly File[]) => {
    const pictures = onImages ? files.filter(({ type }) => type.startsWith('image/')) : []
    if (pictures.length > 0) onImages?.(pictures)
    const file = files.find((one) => !pictures.includes(one))
    if (!file) return
    setOpen(true)
    setRead(null)
    latest.current = file
    // A large file that was chosen first may be read last.
    void readTextFile(file).then((found) => latest.current === file && setRead(found))
  }
  useFileDrop(({ files }) => readFiles(files), true)
  const choose = () => {
    // The dialog holds the input while it is open, and a modal dialog makes everything outside inert.
    flushSync(() => setOpen(true))
    input.current?.click()
  }
  const picker = (
    <input
      ref={input}
      type="file"
      accept=".txt,.csv,.tsv,.jsonl,.ndjson,text/plain,text/csv"
      aria-label="File of texts"
      tabIndex={-1}
      hidden
      onChange={(event) => {
        readFiles([...(event.currentTarget.files ?? [])])
        event.currentTarget.value = ''
      }}
    />
  )
  return (
    <>
      <Button icon={<Icon name="upload" />} onClick={choose}>
        Import texts
      </Button>
      {!open && picker}
      {open && (
        <Ready
          read={read}
          picker={picker}
          onChoose={choose}
          onClose={() => {
            latest.current = null
            setOpen(false)
            setRead(null)
          }}
        />
      )}
    </>
  )
}

interface ReadyProps {
  read: Read | null
  picker: ReactNode
  onChoose: () => void
  onClose: () => void
}

function Ready({ read, picker, onChoose, onClose }: ReadyProps) {
  const table = read?.ok ? read.table : null
  // What was chosen for one file says nothing about another.
  const [chosen, setChosen] = useState<{ table: TextTable | null; header?: boolean; column?: number }>({
    table,
  })
  const own = chosen.table === table ? chosen : null
  const header = own?.header ?? table?.header ?? false
  const column = own?.column ?? table?.textColumn ?? 0
  const setHeader = (next: boolean) => setChosen({ table, header: next, column })
  const setColumn = (next: number) => setChosen({ table, header, column: next })
  const [add, setAdd] = useState(false)
  const items = table ? itemsOfTable(table, header, column) : []
  const present = itemsOf(setup.getState()).length
  const total = items.length + (add ? present : 0)
  const tooMany = total > maximumTexts
  const confirm = () => {
    const words = `${add ? 'Added' : 'Imported'} ${texts(items.length)}`
    withUndo(words, () => changeSetup(add ? appended(setup.getState(), items) : setupOf(items)))
    onClose()
  }
  return (
    <Dialog
      title="Import texts"
      open
      onClose={onClose}
      width={640}
      footer={
        <>
          {picker}
          <Button size={32} icon={<Icon name="file" />} onClick={onChoose}>
            {table ? 'Another file' : 'Choose a file'}
          </Button>
          <span className="mr-auto" />
          <Button size={32} variant="primary" disabled={items.length === 0 || tooMany} onClick={confirm}>
            Import
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {!table && (
          <p className="text-soft">
            <span className="font-mono text-label">.txt</span>
            {importWords.formats.txt}
            <span className="font-mono text-label">.csv</span>
            {importWords.formats.csv}
            <span className="font-mono text-label">.jsonl</span>
            {importWords.formats.jsonl}
          </p>
        )}
        {read && !read.ok && (
          <Note tone="fail" role="alert" icon={<Icon name="refused" />} title={read.problem} />
        )}
        {table && (
          <>
            <div className="flex flex-wrap items-end gap-x-5 gap-y-3">
              <div className="w-60">
                <Select
                  label="Text column"
                  value={String(column)}
                  options={columnNames(table, header).map((label, at) => ({ value: String(at), label }))}
                  onChange={(value) => setColumn(Number(value))}
                />
              </div>
              <div className="pb-1">
                <Checkbox
                  label="First row is a header"
                  checked={header}
                  disabled={!table.mayHaveHeader}
                  onChange={setHeader}
                />
              </div>
            </div>
            {present > 0 && <Checkbox label={importWords.keep(present)} checked={add} onChange={setAdd} />}
            <Preview table={table} items={items} />
            {tooMany && (
              <p role="alert" className="text-fail">
                {importWords.tooMany(total, maximumTexts)}
              </p>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

function Preview({ table, items }: { table: TextTable; items: ReturnType<typeof itemsOfTable> }) {
  return (
    <div>
      <p className="text-label text-mute">
        {table.name}: {texts(items.length)}
        {table.skipped.length > 0 && importWords.skipped(table.skipped.length, table.skipped[0]!)}
      </p>
      <ol aria-label="First texts" className="divide-y divide-line">
        {items.slice(0, previewed).map(({ text, label }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows have no other name, and none moves
          <li key={at} className="flex gap-3 py-1">
            {label && <span className="w-24 shrink-0 truncate text-label leading-5 text-mute">{label}</span>}
            <span className="line-clamp-3 min-w-0 wrap-anywhere whitespace-pre-line">{text}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
