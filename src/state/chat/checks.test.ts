import { expect, test } from 'vitest'
import { fileFindings } from './checks.ts'
import type { Turn } from './tree.ts'

const HOUR = 3_600_000
const turn = (id: string, at: number, fileUri?: string): Turn => ({
  id,
  conversation: 'c',
  parent: null,
  slot: id,
  role: 'user',
  at,
  parts: [{ text: 'Look.' }, ...(fileUri === undefined ? [] : [{ fileData: { fileUri } }])],
})

test('files that the API holds no more are told by the age of their turn, and addresses are not', () => {
  const now = 100 * HOUR
  const held = 'https://generativelanguage.googleapis.com/v1beta/files/abc-123'
  const turns = [
    turn('1', 50 * HOUR, held),
    turn('2', 60 * HOUR, held),
    turn('3', 1 * HOUR, 'https://example.com/a.pdf'),
    turn('4', 1 * HOUR),
  ]
  expect(fileFindings(turns, now)).toEqual([
    expect.objectContaining({
      severity: 'warning',
      path: 'contents[0].parts[1].fileData',
      fix: { title: 'leave out turn 1', change: { kind: 'leave out', turns: [0] } },
    }),
  ])
})

test('files are as old as the first version of their turn', () => {
  const held = 'https://generativelanguage.googleapis.com/v1beta/files/abc-123'
  const edited = { ...turn('1', 99 * HOUR, held), since: 50 * HOUR }
  expect(fileFindings([edited], 100 * HOUR)).toHaveLength(1)
})
