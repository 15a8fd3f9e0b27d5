import { useState } from 'react'
import { Icon } from '../../../ui/Icon.tsx'
import { Button } from '../../../ui/Button.tsx'
import { shorten } from '../../../ui/json.ts'
import { Only, Words } from './Pieces.tsx'
import { words } from './words.ts'
import type { Leaf, PathRow } from '../../../runs/difference/paths.ts'
import type { IconName } from '../../../ui/Icon.tsx'

/** So many rows are drawn before the reader asks for all. */
const AT_FIRST = 200

const signs: Record<PathRow['sign'], { icon: IconName; word: string }> = {
  changed: { icon: 'swap', word: 'changed' },
  added: { icon: 'plus', word: 'added' },
  removed: { icon: 'cross', word: 'removed' },
  same: { icon: 'check', word: 'the same' },
}

/** A value as the API would recognise it; a text without its quotes, bytes by their length. */
const shown = (value: Leaf | undefined): string =>
  typeof value === 'string' ? shortened(value) : JSON.stringify(value ?? null)

const shortened = (text: string): string => {
  const short = shorten(JSON.stringify(text))
  return short.length < text.length ? short.slice(1, -1) : text
}

/** Words of a person are compared word by word; ids, numbers and single words stand one behind the other. */
const isProse = (value: Leaf | undefined): value is string =>
  typeof value === 'string' && /\s/.test(value.trim())

function Value({ row: { sign, first, second } }: { row: PathRow }) {
  if (sign === 'same') return <span className="text-soft">{shown(first).slice(0, 200)}</span>
  if (sign === 'added') return <Only side="second">{shown(second)}</Only>
  if (sign === 'removed') return <Only side="first">{shown(first)}</Only>
  if (isProse(first) && isProse(second)) return <Words first={first} second={second} folds />
  return (
    <>
      <Only side="first">{shown(first)}</Only> → <Only side="second">{shown(second)}</Only>
    </>
  )
}

function Row({ row }: { row: PathRow }) {
  const { icon, word } = signs[row.sign]
  return (
    <tr className="align-top">
      <td className="w-8 border-b border-line py-1 pl-4 text-mute narrow:w-10">
        <span className="flex h-5 items-center" title={word}>
          <Icon name={icon} size={12} />
          <span className="sr-only">{word}</span>
        </span>
      </td>
      <td className="border-b border-line py-1 pr-3 font-mono text-label leading-5 wrap-anywhere narrow:w-82">
        {row.path}
      </td>
      <td className="border-b border-line py-1 pr-4 font-mono text-label leading-5 wrap-anywhere whitespace-pre-wrap text-ink">
        <Value row={row} />
      </td>
    </tr>
  )
}

/** `9 paths are the same` */
export const countOf = (rows: readonly PathRow[], names: readonly [one: string, many: string]): string =>
  `${rows.length.toLocaleString('en')} ${rows.length === 1 ? names[0] : names[1]}`

/** Places that differ, a row each; those that do not fold to one line. */
export function Paths({ label, rows }: { label: string; rows: readonly PathRow[] }) {
  const [all, setAll] = useState(false)
  const [open, setOpen] = useState(false)
  const changed = rows.filter(({ sign }) => sign !== 'same')
  const same = rows.filter(({ sign }) => sign === 'same')
  const drawn = all ? changed : changed.slice(0, AT_FIRST)
  return (
    <>
      <table aria-label={label} className="w-full table-fixed border-separate border-spacing-0">
        <thead className="text-left text-label text-mute">
          <tr>
            <th className="h-7 w-8 border-b border-line narrow:w-10">
              <span className="sr-only">How</span>
            </th>
            <th className="w-2/5 border-b border-line font-medium narrow:w-82">Path</th>
            <th className="border-b border-line font-medium">From the first to the second</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((row) => (
            <Row key={row.path} row={row} />
          ))}
          {open && same.slice(0, AT_FIRST).map((row) => <Row key={row.path} row={row} />)}
        </tbody>
      </table>
      {drawn.length < changed.length && (
        <div className="px-4 pt-2">
          <Button size={24} variant="bordered" onClick={() => setAll(true)}>
            Show all {changed.length.toLocaleString('en')} changes
          </Button>
        </div>
      )}
      {changed.length === 0 && <p className="px-4 pt-3 text-ui text-soft">{words.none}</p>}
      {same.length > 0 && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-11 cursor-pointer items-center gap-2 px-4 text-label text-soft hover:text-ink narrow:h-9"
        >
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />
          {countOf(same, words.samePaths)}
        </button>
      )}
    </>
  )
}
