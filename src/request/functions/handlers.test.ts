import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fits, printTable, readFixed, readTable, rowFor, withRow } from './handlers.ts'
import type { OwnFunction } from './declaration.ts'

describe('a pattern', () => {
  test.each([
    ['*', 'anything', true],
    ['*', 4, true],
    ['*', null, true],
    ['*', { deep: [] }, true],
    ['Oslo', 'Oslo', true],
    ['Oslo', 'oslo', false],
    ['Oslo*', 'Oslo', true],
    ['Oslo*', 'Oslo, Norway', true],
    ['Oslo*', 'New Oslo', false],
    ['Oslo*', 4, false],
    ['LIS-*-B', 'LIS-204-B', true],
    ['LIS-*-B', 'LIS-B', false],
    ['*way*', 'Norway, north', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['a*a', 'a', false],
    ['**', '', true],
    ['a.c', 'abc', false],
    [4, 4, true],
    [4, '4', false],
    [null, null, true],
    [true, false, false],
    [['a', '*'], ['a', 5], true],
    [['a'], ['a', 'b'], false],
    [{ city: 'O*' }, { city: 'Oslo', unit: 'celsius' }, true],
    [{ city: 'O*', unit: '*' }, { city: 'Oslo' }, false],
    [{ at: { city: '*' } }, { at: { city: 'Oslo' } }, true],
    [{ at: { city: '*' } }, { at: 'Oslo' }, false],
    [{ toString: '*' }, {}, false],
    [{}, { city: 'Oslo' }, true],
  ])('%j of %j: %s', (pattern, value, fitting) => {
    expect(fits(pattern, value)).toBe(fitting)
  })

  // Tried one after the other, the ways to fit would not end.
  test('many stars in a long text', () => {
    expect(fits(`${'*a'.repeat(2000)}*!`, 'a'.repeat(20_000))).toBe(false)
  })

  test('a text fits the pattern that it makes with any of its pieces gone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
        const piece = a.replaceAll('*', '') + '*' + c.replaceAll('*', '')
        expect(fits(piece, piece.replace('*', b))).toBe(true)
      }),
    )
  })
})

test('the first row whose arguments all fit is taken; a row with "*" or {} takes the rest', () => {
  const read = readTable(`[
    { "args": { "booking": "LIS-20417" }, "result": 1 },
    { "args": { "booking": "LIS-*", "on": "*" }, "result": 2 },
    { "args": "*", "result": { "error": "unknown booking" } }
  ]`)
  if (!read.ok) throw new Error(read.problem)
  const taken = (args: Record<string, unknown>) => rowFor(read.rows, args)
  expect(taken({ booking: 'LIS-20417', on: '2026-11-27' })).toBe(0)
  expect(taken({ booking: 'LIS-3', on: '2026-11-27' })).toBe(1)
  expect(taken({ booking: 'LIS-3' })).toBe(2)
  expect(taken({})).toBe(2)
  expect(rowFor(read.rows.slice(0, 2), { booking: 'OPO-1' })).toBe(-1)
  expect(rowFor([{ args: {}, result: 0 }], { any: 1 })).toBe(0)
})

test.each([
  ['[{', 'This is not JSON'],
  ['{ "args": {} }', 'A table is a list of rows'],
  ['[{ "args": {}, "result": 1 }, 4]', 'Row 2 must be an object'],
  ['[{ "result": 1 }]', 'Row 1 has no “args”'],
  ['[{ "args": "Oslo", "result": 1 }]', 'Row 1, args must be an object'],
  ['[{ "args": { "city": "*" } }]', 'Row 1 has no “result”.'],
])('%s is no table: %s', (text, problem) => {
  const read = readTable(text)
  expect(read.ok || read.problem).toContain(problem)
})

test('a fixed result is any JSON', () => {
  expect(readFixed(' null ')).toEqual({ ok: true, value: null })
  const read = readFixed('{ temp: 3 }')
  expect(read.ok || read.problem).toContain('This is not JSON')
})

test('a printed table has a line a row and reads as the same', () => {
  const rows = [
    { args: { city: 'Oslo' }, result: { say: 'two\n lines', list: [1] } },
    { args: '*' as const, result: null },
  ]
  expect(printTable(rows).split('\n')).toHaveLength(4)
  expect(readTable(printTable(rows))).toEqual({ ok: true, rows })
  expect(readTable(printTable([]))).toEqual({ ok: true, rows: [] })
})

const declaration = { name: 'get_weather' }
const rowsAfter = (fn: OwnFunction, args: Record<string, unknown>, result: unknown) => {
  const after = withRow(fn, args, result)
  if (!after.ok) throw new Error(after.problem)
  expect(after.fn.handler).toBe('table')
  const read = readTable(after.fn.handlers?.table ?? '')
  return read.ok && read.rows.map(({ args: pattern, result: given }) => [pattern, given])
}

describe('a typed answer as a row', () => {
  test('makes the table where there was none, and keeps what other handlers say', () => {
    const fn: OwnFunction = { declaration, handler: 'fixed', handlers: { fixed: '{"half' } }
    expect(rowsAfter(fn, { city: 'Oslo' }, { temp: 3 })).toEqual([[{ city: 'Oslo' }, { temp: 3 }]])
    const after = withRow(fn, {}, 1)
    expect(after.ok && after.fn.handlers?.fixed).toBe('{"half')
  })

  test('stands before the first row that fitted, takes the place of its equal, and else comes last', () => {
    const table = printTable([
      { args: { city: 'Lisbon' }, result: 1 },
      { args: { city: 'O*' }, result: 2 },
    ])
    const fn: OwnFunction = { declaration, handlers: { table } }
    const lisbon = [{ city: 'Lisbon' }, 1]
    const o = [{ city: 'O*' }, 2]
    expect(rowsAfter(fn, { city: 'Oslo' }, 3)).toEqual([lisbon, [{ city: 'Oslo' }, 3], o])
    expect(rowsAfter(fn, { city: 'Lisbon' }, 3)).toEqual([[{ city: 'Lisbon' }, 3], o])
    expect(rowsAfter(fn, { city: 'Rome' }, 3)).toEqual([lisbon, o, [{ city: 'Rome' }, 3]])
  })

  test('is refused where it would take the place of a table that cannot be read', () => {
    const after = withRow({ declaration, handlers: { table: '[{' } }, {}, 1)
    expect(after.ok || after.problem).toContain('The table of get_weather cannot be read. This is not JSON')
  })
})
