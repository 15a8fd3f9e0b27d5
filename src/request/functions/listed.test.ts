import { expect, test } from 'vitest'
import { withDeclarations } from './listed.ts'
import type { OwnFunction } from './declaration.ts'

const own = (name: string, about: Omit<OwnFunction, 'declaration'> = {}): OwnFunction => ({
  declaration: { name },
  ...about,
})
const a = own('a', { handler: 'fixed', handlers: { fixed: '1' } })
const b = own('b', { acts: true })

const list = (...given: Parameters<typeof withDeclarations>) => withDeclarations(...given).functions

test('what answers a function stays with its name when the list is edited as a whole', () => {
  expect(list([a, b], [own('b'), own('c'), own('a')])).toEqual([b, own('c'), a])
  const described = { declaration: { name: 'a', description: 'New' } }
  expect(list([a], [described])).toEqual([{ ...a, ...described }])
})

test('a function that is renamed in its place keeps it too; one that took over a name, or its place, does not', () => {
  expect(list([a, b], [own('z'), own('b')])).toEqual([{ ...a, declaration: { name: 'z' } }, b])
  expect(list([a, b], [own('b'), own('x')])).toEqual([b, own('x')])
  const other = { declaration: { name: 'z', description: 'Does something else' } }
  expect(list([a, b], [other])).toEqual([other])
})

test('what was cut and is pasted again has what it had; what was renamed leaves nothing behind', () => {
  const cut = withDeclarations([a, b], [])
  expect(cut).toEqual({ functions: [], gone: [a, b] })
  expect(withDeclarations([], [own('b'), own('a')], cut.gone)).toEqual({ functions: [b, a], gone: [] })
  const renamed = withDeclarations([a], [own('z')])
  expect(renamed.gone).toEqual([])
  expect(list(renamed.functions, [own('z'), own('a')], renamed.gone)[1]).toEqual(own('a'))
})
