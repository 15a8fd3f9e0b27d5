/** Fields that hold what they never should, and answers that end in every other way than plainly. */
import { test } from './faults/judge.ts'
import { endings, oddBetween, oddFields } from './faults/shapeCases.ts'

test.use({ trace: 'off' })
test.setTimeout(120_000)

test('fields of wrong types between good events', ({ judge }) => judge.checkAll(oddBetween))

test('fields of wrong types in the last event', ({ judge }) => judge.checkAll(oddFields))

test('every ending but a plain one is named: G14 and others of its kind', ({ judge }) =>
  judge.checkAll(endings))
