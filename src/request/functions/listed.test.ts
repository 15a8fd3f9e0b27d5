import { expect, test } from 'vitest'
import { withDeclarations } from './listed.ts'
import type { OwnFunction } from './declaration.ts'

const own = (name: string, about: Omit<OwnFunction, 'declaration'> = {}): OwnFunction => ({
  declaration: { name },
  ...about,
})
const a = own('a', { handler: 'fixed', handlers: { fixed: '1' } })
const b = own('b', { acts: true })

test('what answers a function stays with its name when the list is edited as a whole', () => {
  expect(withDeclarations([a, b], [own('b'), own('c'), own('a')])).toEqual([b, own('c'), a])
  const described = { declaration: { name: 'a', description: 'New' } }
  expect(withDeclarations([a], [described])).toEqual([{ ...a, ...described }])
})

test('a function that is renamed in its place keeps it too; one that took over a name does not', () => {
  expect(withDeclarations([a, b], [own('z'), own('b')])).toEqual([{ ...a, declaration: { name: 'z' } }, b])
  expect(withDeclarations([a, b], [own('b'), own('x')])).toEqual([b, own('x')])
})
