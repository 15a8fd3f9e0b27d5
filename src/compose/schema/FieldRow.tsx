import { isKind, kinds } from '../../request/schema/fields.ts'
import {
  addField,
  moveField,
  removeField,
  setDescription,
  setKind,
  setRequired,
  setValues,
} from '../../request/schema/fieldEdits.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useTypedText } from '../../ui/useTypedText.ts'
import { Values } from './Values.tsx'
import { words } from './words.ts'
import type { Field } from '../../request/schema/fields.ts'
import type { Json, JsonPath } from '../../request/json.ts'

/** Looks like text until the pointer or the focus is there. */
const cell =
  'h-11 w-full min-w-0 rounded-control border border-transparent bg-transparent px-1.5 text-title text-ink placeholder:text-mute hover:border-edge focus:border-edge focus:bg-raised focus-visible:outline-offset-[-1px] aria-invalid:border-fail narrow:h-6 narrow:text-ui'

/** Where the focus goes once the rows are drawn anew. */
export interface Goal {
  at: JsonPath
  control: 'name' | 'up' | 'down' | 'row'
}

interface Props {
  root: Json
  field: Field
  /** Names of the other fields of its object. */
  others: readonly string[]
  /** Undefined where nothing folds. */
  open: boolean | undefined
  /** The row that Tab reaches. */
  current: boolean
  onFold: (open: boolean) => void
  onRename: (name: string) => void
  /** @param undoable what nobody takes back by typing */
  onChange: (schema: Json, undoable?: boolean, goal?: Goal) => void
}

/** One field of a schema: its name, what it is, whether it must come, and what the model reads about it. */
export function FieldRow({ root, field, others, open, current, onFold, onRename, onChange }: Props) {
  const { path, kind, inside } = field
  const tab = current ? 0 : -1
  const name = useTypedText(
    field.name,
    String,
    (text) => {
      if (text.trim() === '') return { ok: false, why: words.nameless }
      if (others.includes(text)) return { ok: false, why: words.twice(text) }
      return { ok: true, value: text }
    },
    (next) => next !== undefined && onRename(next),
  )
  const moved = (by: -1 | 1) =>
    onChange(moveField(root, field, by), true, { at: field.at, control: by < 0 ? 'up' : 'down' })
  return (
    <div
      role="row"
      aria-label={path}
      aria-level={field.level}
      aria-posinset={field.position}
      aria-setsize={field.siblings}
      aria-expanded={open}
      data-at={JSON.stringify(field.at)}
      tabIndex={tab}
      className="group relative grid grid-cols-[1fr_auto] items-center gap-x-1 border-b border-line py-1 pr-5 pl-3 focus-within:bg-accent-wash hover:bg-hover focus-visible:outline-offset-[-2px] narrow:min-h-8 narrow:grid-cols-[196px_136px_76px_minmax(0,1fr)] narrow:py-0.5"
    >
      <span
        aria-hidden="true"
        className="absolute inset-y-0 left-0 hidden w-0.5 bg-accent group-focus-within:block"
      />
      <div
        role="gridcell"
        className="flex min-w-0 items-center gap-0.5"
        style={{ paddingLeft: (field.level - 1) * 20 }}
      >
        <span className="flex w-5 shrink-0 justify-center">
          {open !== undefined && (
            <button
              type="button"
              tabIndex={-1}
              aria-label={`${open ? 'Fold' : 'Unfold'} ${path}`}
              onClick={() => onFold(!open)}
              className="flex size-5 cursor-pointer items-center justify-center rounded-chip text-soft hover:text-ink"
            >
              <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />
            </button>
          )}
        </span>
        <input
          aria-label="Field name"
          data-control="name"
          tabIndex={tab}
          value={name.text}
          aria-invalid={name.problem ? true : undefined}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => name.type(event.currentTarget.value)}
          className={`${cell} font-mono font-medium narrow:text-label`}
        />
      </div>
      <div role="gridcell" className="relative w-36 narrow:w-auto">
        <select
          aria-label="Type"
          tabIndex={tab}
          value={kind}
          onChange={({ currentTarget: { value } }) => {
            if (isKind(value)) onChange(setKind(root, field, value), true)
          }}
          className={`${cell} cursor-pointer appearance-none truncate pr-5 pl-1 font-mono text-soft narrow:text-label`}
        >
          {!isKind(kind) && <option value={kind}>{kind}</option>}
          {kinds.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
        <span className="pointer-events-none absolute inset-y-0 right-1 flex items-center text-soft">
          <Icon name="chevron-down" size={14} />
        </span>
      </div>
      <div role="gridcell" className="flex items-center gap-2 pl-6 narrow:justify-center narrow:pl-0">
        <span className="relative flex h-11 items-center narrow:h-5">
          <input
            type="checkbox"
            aria-label="Required"
            tabIndex={tab}
            checked={field.required}
            onChange={(event) => onChange(setRequired(root, field, event.currentTarget.checked))}
            className="peer size-4 cursor-pointer appearance-none rounded-chip border border-edge bg-raised checked:border-accent checked:bg-accent forced-colors:appearance-auto"
          />
          <span className="pointer-events-none absolute inset-x-0 flex justify-center text-on-accent opacity-0 peer-checked:opacity-100">
            <Icon name="check" size={12} />
          </span>
        </span>
        <span aria-hidden="true" className="text-label text-mute narrow:hidden">
          required
        </span>
      </div>
      <div
        role="gridcell"
        className="col-span-2 flex min-w-0 items-center gap-1 pl-4.5 narrow:col-span-1 narrow:pl-0"
      >
        <input
          aria-label="Description"
          tabIndex={tab}
          value={field.description}
          placeholder="–"
          onChange={(event) => onChange(setDescription(root, field, event.currentTarget.value))}
          className={`${cell} flex-1`}
        />
        {inside && (
          <button
            type="button"
            tabIndex={tab}
            onClick={() => {
              const { schema, at } = addField(root, inside)
              onFold(true)
              onChange(schema, true, { at, control: 'name' })
            }}
            className="flex h-11 shrink-0 cursor-pointer items-center gap-1 rounded-control px-1.5 text-label text-soft hover:bg-raised hover:text-ink narrow:mr-19 narrow:h-6"
          >
            <Icon name="plus" size={14} />
            <span className="sr-only">Add field in {path}</span>
            <span aria-hidden="true">Add field</span>
          </button>
        )}
        <span className="flex shrink-0 narrow:absolute narrow:right-4 narrow:rounded-control narrow:bg-raised narrow:opacity-0 narrow:group-focus-within:opacity-100 narrow:group-hover:opacity-100">
          <IconButton
            label={`Move ${path} up`}
            data-control="up"
            tabIndex={tab}
            size={24}
            icon={<Icon name="arrow-up" size={14} />}
            disabled={field.position === 1}
            onClick={() => moved(-1)}
          />
          <IconButton
            label={`Move ${path} down`}
            data-control="down"
            tabIndex={tab}
            size={24}
            icon={<Icon name="arrow-down" size={14} />}
            disabled={field.position === field.siblings}
            onClick={() => moved(1)}
          />
          <IconButton
            label={`Remove ${path}`}
            tabIndex={tab}
            size={24}
            icon={<Icon name="trash" size={14} />}
            onClick={() => onChange(removeField(root, field), true, { at: field.at, control: 'row' })}
          />
        </span>
      </div>
      {name.problem && (
        <div role="gridcell" className="col-span-full pl-6">
          <p role="alert" className="text-label text-fail">
            {name.problem}
            {words.stillNamed(field.name)}
          </p>
        </div>
      )}
      {field.values && (
        <div
          role="gridcell"
          className="col-span-full pl-5 narrow:col-span-3 narrow:col-start-2 narrow:pl-1.5"
        >
          <Values
            of={path}
            values={field.values}
            onChange={(values) => onChange(setValues(root, field, values))}
          />
        </div>
      )}
    </div>
  )
}
