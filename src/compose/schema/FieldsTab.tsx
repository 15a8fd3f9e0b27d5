import { useEffect, useRef, useState } from 'react'
import { addField, rename, withValues } from '../../request/schema/fieldEdits.ts'
import { fieldsOf, kindOf } from '../../request/schema/fields.ts'
import { stringsOf } from '../../request/json.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { isComposing } from '../../ui/isComposing.ts'
import { FieldRow } from './FieldRow.tsx'
import { Values } from './Values.tsx'
import { words } from './words.ts'
import type { KeyboardEvent } from 'react'
import type { Goal } from './FieldRow.tsx'
import type { Field } from '../../request/schema/fields.ts'
import type { Json, JsonPath } from '../../request/json.ts'

interface Props {
  schema: Json
  /** @param undoable offered to be taken back */
  onChange: (schema: Json, undoable: boolean) => void
}

const keyOf = (at: Field['at']) => JSON.stringify(at)

/** What the row of a place is known by once the place, or one above it, is called otherwise. */
const carrying =
  (from: JsonPath, to: JsonPath) =>
  (key: string): string => {
    const at = key === '' ? [] : (JSON.parse(key) as Field['at'])
    const isInside = at.length >= from.length && from.every((step, index) => step === at[index])
    return isInside ? keyOf([...to, ...at.slice(from.length)]) : key
  }

/** Rows whose ancestors are all unfolded. */
function shownRows(rows: readonly Field[], folded: ReadonlySet<string>): Field[] {
  let hiddenBelow = Infinity
  return rows.filter((row) => {
    if (row.level > hiddenBelow) return false
    hiddenBelow = folded.has(keyOf(row.at)) ? row.level : Infinity
    return true
  })
}

/** The fields of a schema as a treegrid: arrow keys walk through rows, fold them, and lead into their controls. */
export function FieldsTab({ schema, onChange }: Props) {
  const grid = useRef<HTMLDivElement>(null)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState('')
  const goal = useRef<(Goal & { index: number }) | null>(null)
  const { rows, root, kept } = fieldsOf(schema)
  const shown = shownRows(rows, folded)
  const reached = shown.some(({ at }) => keyOf(at) === current) ? current : keyOf(shown[0]?.at ?? [])

  useEffect(() => {
    const wanted = goal.current
    goal.current = null
    if (!wanted || !grid.current) return
    const all = rowsIn(grid.current)
    // What was removed leaves its place to the row that follows.
    const row =
      all.find(({ dataset }) => dataset['at'] === keyOf(wanted.at)) ??
      all.at(Math.min(wanted.index, all.length - 1))
    const control =
      row?.querySelector<HTMLElement>(`[data-control="${wanted.control}"]:not(:disabled)`) ??
      row ??
      grid.current
    control.focus()
    if (control instanceof HTMLInputElement) control.select()
  })

  const change = (next: Json, undoable = false, then?: Goal) => {
    goal.current = then ? { ...then, index: shown.findIndex(({ at }) => keyOf(at) === keyOf(then.at)) } : null
    onChange(next, undoable)
  }
  const renamed = (field: Field, name: string) => {
    const carry = carrying(field.at, [...field.at.slice(0, -1), name])
    setFolded(new Set([...folded].map(carry)))
    setCurrent(carry(current))
    change(rename(schema, field, name))
  }
  const fold = (at: Field['at'], open: boolean) => {
    const next = new Set(folded)
    if (open) next.delete(keyOf(at))
    else next.add(keyOf(at))
    setFolded(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event
    if (
      !(target instanceof HTMLElement) ||
      isComposing(event) ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey
    )
      return
    const row = target.closest<HTMLElement>('[role=row]')
    const all = grid.current ? rowsIn(grid.current) : []
    const at = row ? all.indexOf(row) : -1
    const field = shown[at]
    if (!row || !field) return
    const go = (to: HTMLElement | undefined) => {
      event.preventDefault()
      to?.focus()
    }
    if (target !== row) {
      // Out of a control to its row, and up or down to the same control of the next one.
      if (event.key === 'Escape') {
        event.stopPropagation()
        go(row)
      } else if (target instanceof HTMLInputElement && ['ArrowUp', 'ArrowDown'].includes(event.key)) {
        const label = target.getAttribute('aria-label') ?? ''
        const next = all[at + (event.key === 'ArrowUp' ? -1 : 1)]
        go(next?.querySelector<HTMLElement>(`input[aria-label="${CSS.escape(label)}"]`) ?? undefined)
      }
      return
    }
    const isOpen = field.children > 0 ? !folded.has(keyOf(field.at)) : undefined
    const parent = all.slice(0, at).findLast((_, index) => (shown[index]?.level ?? 0) < field.level)
    switch (event.key) {
      case 'ArrowDown':
        return go(all[at + 1])
      case 'ArrowUp':
        return go(all[at - 1])
      case 'Home':
        return go(all[0])
      case 'End':
        return go(all.at(-1))
      case 'ArrowRight':
        if (isOpen === false) {
          event.preventDefault()
          return fold(field.at, true)
        }
        return go(row.querySelector<HTMLElement>('input') ?? undefined)
      case 'Enter':
      case 'F2':
        return go(row.querySelector<HTMLElement>('input') ?? undefined)
      case 'ArrowLeft':
        if (isOpen) {
          event.preventDefault()
          return fold(field.at, false)
        }
        return go(parent)
    }
  }

  if (root === null) return <NoFields schema={schema} onChange={(next) => change(next)} />
  return (
    <div className="flex min-h-0 flex-col">
      <div
        ref={grid}
        role="treegrid"
        aria-label="Fields"
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const at = target.closest<HTMLElement>('[role=row]')?.dataset['at']
          if (at !== undefined) setCurrent(at)
        }}
        className="min-h-0"
      >
        <div
          role="row"
          className="sticky top-0 z-1 hidden h-7 grid-cols-[196px_136px_76px_minmax(0,1fr)] items-center gap-x-1 border-b border-line bg-raised pr-5 pl-3 text-label text-mute narrow:grid"
        >
          <span role="columnheader" className="pl-7">
            Field name
          </span>
          <span role="columnheader" className="pl-1.5">
            Type
          </span>
          <span role="columnheader" className="text-center">
            Required
          </span>
          <span role="columnheader" className="pl-1.5">
            Description
          </span>
        </div>
        {shown.map((field) => (
          <FieldRow
            // By its place and not by its name, which is being typed.
            key={placeOf(rows, field)}
            root={schema}
            field={field}
            others={rows.flatMap((row) =>
              keyOf(row.owner) === keyOf(field.owner) && row.name !== field.name ? [row.name] : [],
            )}
            open={field.children > 0 ? !folded.has(keyOf(field.at)) : undefined}
            current={keyOf(field.at) === reached}
            onFold={(open) => fold(field.at, open)}
            onRename={(name) => renamed(field, name)}
            onChange={change}
          />
        ))}
      </div>
      {rows.length === 0 && <p className="px-5 py-4 text-ui text-soft">{words.noFields}</p>}
      <div className="flex min-h-11 flex-wrap items-center gap-x-4 px-4 py-1">
        <Button
          icon={<Icon name="plus" />}
          onClick={() => {
            const added = addField(schema, root)
            change(added.schema, true, { at: added.at, control: 'name' })
          }}
        >
          Add field
        </Button>
        {kept.length > 0 && (
          <p className="ml-auto min-w-0 text-label wrap-anywhere text-mute">
            {words.kept(kept.length)}
            <span className="font-mono text-soft">{kept.slice(0, 4).join(', ')}</span>
            {kept.length > 4 && words.moreKept(kept.length - 4)}
          </p>
        )}
      </div>
    </div>
  )
}

const rowsIn = (grid: HTMLElement) => [...grid.querySelectorAll<HTMLElement>('[role=row][data-at]')]

/** The positions that lead to a row, such as `3.1`. */
function placeOf(rows: readonly Field[], field: Field): string {
  const at = rows.indexOf(field)
  const above = rows.slice(0, at).findLast(({ level }) => level < field.level)
  return above ? `${placeOf(rows, above)}.${field.position}` : String(field.position)
}

/** A schema whose root is no object: an enum has its values, anything else is for the JSON. */
function NoFields({ schema, onChange }: { schema: Json; onChange: (schema: Json) => void }) {
  const kind = kindOf(schema)
  if (kind === 'enum')
    return (
      <div className="flex flex-col gap-1 px-5 py-4">
        <p className="text-ui text-soft">{words.oneOf}</p>
        <Values
          of="the answer"
          values={stringsOf(schema['enum'])}
          onChange={(values) => onChange(withValues(schema, ['enum'], values))}
        />
      </div>
    )
  return (
    <p className="px-5 py-4 text-ui text-soft">
      {words.ofKind.before}
      <span className="font-mono text-label">{kind}</span>
      {words.ofKind.after}
    </p>
  )
}
