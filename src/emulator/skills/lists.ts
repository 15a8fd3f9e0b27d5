import { readItems, totalOf } from './items.ts'
import type { Item } from './items.ts'
import { given, row } from './skill.ts'
import type { Skill } from './skill.ts'

type Column = 'Item' | 'Quantity' | 'Unit' | 'Price' | 'Total'

interface Task {
  items: Item[]
  columns: Column[]
  /** As the prompt calls them. */
  titles: string[]
  sort: { by: Column; down: boolean } | undefined
  currency: string
  sum: boolean
}

const asks =
  /\b(?:table|tabulate|spreadsheet|columns?)\b|\b(?:organi[sz]e|structure|tidy|clean up|sort out|add up|total|sum up)\b[^.]*\b(?:list|notes|prices|items|shopping|groceries|receipt|order|expenses)\b|\bhow much (?:is|does|do)\b[^.]*\b(?:all|total|altogether|everything)\b/i
const known: [Column, RegExp][] = [
  ['Item', /^(?:items?|names?|products?|articles?|what|things?|ingredients?)$/i],
  ['Quantity', /^(?:quantit(?:y|ies)|amounts?|counts?|qty|numbers?|how many)$/i],
  ['Unit', /^units?$/i],
  ['Price', /^(?:prices?|costs?|unit prices?|price each)$/i],
  ['Total', /^(?:totals?|sums?|line totals?)$/i],
]
const columnOf = (title: string) => known.find(([, pattern]) => pattern.test(title.trim()))?.[0]

function columnsAsked(order: string): { columns: Column[]; titles: string[] } | null | undefined {
  const list =
    /\b(?:columns?|headers?|fields?)\b:?\s+(?:for\s+|named\s+|of\s+)?([^.:;\n]+)/i.exec(order)?.[1] ??
    /\bwith\s+((?:[a-z ]+,\s*)+(?:and\s+)?[a-z ]+)/i.exec(order)?.[1]
  const titles = list
    ?.replace(/\s+\b(?:sort|order|rank)(?:ed)?\b.*$/i, '')
    .split(/,\s*(?:and\s+)?|\s+and\s+/)
    .map((title) => title.trim())
    .filter(Boolean)
  if (!titles || titles.length === 0) return undefined
  const columns = titles.map(columnOf)
  // A column that these notes cannot fill is not understood.
  return columns.every((column) => column !== undefined) ? { columns, titles } : null
}

function sortAsked(order: string): Task['sort'] {
  const found =
    /\b(?:sort|sorted|order|ordered|rank|ranked)\b(?:\s+(?:it|them|the rows))?\s*by\s+(?:the\s+)?(\w+)([^.;\n]*)/i.exec(
      order,
    )
  const by = columnOf(found?.[1] ?? '')
  return (
    by && {
      by,
      down:
        /high|desc|most expensive|largest|biggest|reverse/i.test(found?.[2] ?? '') &&
        !/lowest first/i.test(found?.[2] ?? ''),
    }
  )
}

const cell = (item: Item, column: Column, currency: string): string => {
  const amount = (value: number | undefined) => (value === undefined ? '' : `${currency}${value.toFixed(2)}`)
  switch (column) {
    case 'Item':
      return item.name
    case 'Quantity':
      return item.quantity === undefined ? '' : String(item.quantity)
    case 'Unit':
      return item.unit ?? ''
    case 'Price':
      return amount(item.price)
    case 'Total':
      return amount(totalOf(item))
  }
}

const keyOf = (item: Item, by: Column): number | string =>
  by === 'Item'
    ? item.name.toLowerCase()
    : by === 'Unit'
      ? (item.unit ?? '~')
      : ((by === 'Price' ? item.price : by === 'Total' ? totalOf(item) : item.quantity) ?? NaN)

/** Rows without a value stay at the end, whichever way the rest goes. */
function sorted({ items, sort }: Task): Item[] {
  if (!sort) return items
  return items.toSorted((left, right) => {
    const [a, b] = [keyOf(left, sort.by), keyOf(right, sort.by)]
    if (typeof a === 'string' || typeof b === 'string')
      return String(a).localeCompare(String(b)) * (sort.down ? -1 : 1)
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
    return sort.down ? b - a : a - b
  })
}

/** Messy notes of things, amounts and prices, as a table with totals. */
export const lists: Skill<Task> = {
  name: 'list to table',
  understand(text) {
    const found = given(text)
    const order =
      found && /\n/.test(text.trim()) ? (text.trim().split(/\n\s*\n|\n/)[0] ?? '') : (found?.order ?? '')
    if (!found || !asks.test(order) || /[{}|<>]/.test(found.text)) return null
    const items = readItems(found.text)
    const told = items.filter(({ quantity, price }) => quantity !== undefined || price !== undefined)
    // Two amounts make a list of amounts; prose has long names and few of them.
    if (
      told.length < 2 ||
      told.length < items.length / 2 ||
      items.some(({ name }) => name.length > 60 || name.split(' ').length > 6)
    )
      return null
    const asked = columnsAsked(order)
    if (asked === null) return null
    const has = (key: keyof Item) => items.some((item) => item[key] !== undefined)
    const usual: Column[] = [
      'Item',
      ...(has('quantity') ? (['Quantity'] as const) : []),
      ...(has('unit') ? (['Unit'] as const) : []),
      ...(has('price') ? (['Price', 'Total'] as const) : []),
    ]
    const currency = /[$€£]/.exec(found.text)?.[0] ?? ''
    const columns = asked?.columns ?? usual
    return {
      items,
      columns,
      titles: asked?.titles ?? columns,
      sort: sortAsked(order),
      currency,
      sum: has('price'),
    }
  },
  answer(task, variant) {
    const { columns, titles, items, currency, sum } = task
    const right = columns.map((column) => (column === 'Item' || column === 'Unit' ? ':---' : '---:'))
    const rows = sorted(task).map((item) => row(columns.map((column) => cell(item, column, currency))))
    const totals = items.map(totalOf)
    const total = `${currency}${totals.reduce<number>((all, one) => all + (one ?? 0), 0).toFixed(2)}`
    const open = totals.filter((one) => one === undefined).length
    const inTable = sum && columns.includes('Total')
    if (inTable)
      rows.push(
        row(columns.map((column, at) => (column === 'Total' ? `**${total}**` : at === 0 ? '**Total**' : ''))),
      )
    const table = [row(titles), row(right), ...rows].join('\n')
    const unpriced = open === 1 ? 'one item has no price' : `${open} items have no price`
    const each = items.some((item) => item.each) ? ', prices for one multiplied by the quantity' : ''
    const note = sum
      ? `All together: **${total}**${each}${open > 0 ? `; ${unpriced}` : ''}.`
      : `${items.length} items.`
    if (variant === 1) return table
    return variant === 2 ? `${note}\n\n${table}` : `${table}\n\n${note}`
  },
}
