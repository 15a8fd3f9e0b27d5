import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'

const frame = readFileSync(new URL('../../../public/handler.html', import.meta.url), 'utf8')
const prelude = /const prelude = (\(\) => \{[\s\S]*?\n {6}\})\n/.exec(frame)?.[1] ?? ''

/** What the worker of a handler says to a call. @param beside globals that this engine may not have */
async function said(code: string, beside: object = {}): Promise<{ result?: string; words?: string }> {
  const heard: string[] = []
  const self: Record<string, unknown> = {
    postMessage: (text: string) => heard.push(text),
    performance: {},
    crypto: {},
    ...beside,
  }
  self['self'] = self
  createContext(self)
  runInContext(`(${prelude})()(async (args, call) => {\n${code}\n})`, self)
  await (self['onmessage'] as (event: object) => Promise<void>)({ data: '{"args":{},"call":1}' })
  return JSON.parse(heard.at(-1)!) as { result?: string; words?: string }
}

test.each([
  'throw Object.create(null)',
  'throw { toString() { throw 1 } }',
  'throw { get stack() { throw 1 } }',
])('whatever a handler throws is told at once: %s', async (code) => {
  expect((await said(code)).words).toBe('The handler threw something that cannot be written as text.')
})

const zone = "{ timeZone: 'UTC', dateStyle: 'short', timeStyle: 'medium' }"

test.each([
  ['new Date().toISOString()', '2026-01-01T00:00:00.000Z'],
  ['[performance.now(), performance.timeOrigin]', [0, Date.UTC(2026, 0, 1)]],
  [`new Intl.DateTimeFormat('en-GB', ${zone}).format()`, '01/01/2026, 00:00:00'],
  [`[1, undefined].map(new Intl.DateTimeFormat('en-GB', ${zone}).format)[1]`, '01/01/2026, 00:00:00'],
  [
    `new Intl.DateTimeFormat('en-GB', ${zone}).formatToParts().map(({ value }) => value).join('')`,
    '01/01/2026, 00:00:00',
  ],
  [`new Intl.DateTimeFormat('en-GB', ${zone}).format(0)`, '01/01/1970, 00:00:00'],
])('its clock stands still: %s', async (code, value) => {
  expect(JSON.parse((await said(`return ${code}`)).result!)).toEqual(value)
})

/** A moment of `Temporal`, as far as the frame needs one. */
const at = (ms: number) => ({
  epochMilliseconds: ms,
  toZonedDateTimeISO: (of: string) => ({
    of,
    toPlainDateTime: () => ms,
    toPlainDate: () => ms,
    toPlainTime: () => ms,
  }),
})

test('so does the newer one, where there is one', async () => {
  const Temporal = { Instant: { fromEpochMilliseconds: at }, Now: { timeZoneId: () => 'UTC' } }
  const code = `const { Now } = Temporal
return [Now.instant().epochMilliseconds, Now.plainDateTimeISO(), Now.plainDateISO('UTC'), Now.plainTimeISO(), Now.zonedDateTimeISO().of]`
  const now = Date.UTC(2026, 0, 1)
  expect(JSON.parse((await said(code, { Temporal })).result!)).toEqual([now, now, now, now, 'UTC'])
})
