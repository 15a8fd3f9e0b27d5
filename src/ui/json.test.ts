import { expect, test } from 'vitest'
import { prettyText, shorten } from './json.ts'

test('long base64 is shortened with its size, everything else stays', () => {
  const data = btoa('x'.repeat(30_000))
  const json = JSON.stringify({ note: 'w '.repeat(2000), mimeType: 'image/png', data, signature: 'c2hvcnQ=' })
  const shown = shorten(json)
  expect(shown).toBe(json.replace(data, `${data.slice(0, 48)}… (30.0 kB as base64)`))
})

// With its square the time would be more than a test has.
test('many megabytes are shortened in time that grows with their size', () => {
  const json = JSON.stringify({ data: 'A'.repeat(20_000_000), text: '"A'.repeat(400_000) })
  expect(shorten(json).length).toBeLessThan(1_600_000)
})

test('text that is not JSON is shown as it is', () => {
  expect(prettyText('{"a":1}')).toBe('{\n  "a": 1\n}')
  expect(prettyText('<html>')).toBe('<html>')
})
