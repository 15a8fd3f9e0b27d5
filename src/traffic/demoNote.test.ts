import { expect, test } from 'vitest'
import { toCode } from '../request/code.ts'
import { demoNote, withDemoNote } from './demoNote.ts'
import { DEMO_URL } from '../state/connection/connection.ts'

const url = `${DEMO_URL}/v1beta/models/demo-flash:streamGenerateContent?alt=sse`
const call = {
  model: 'demo-flash',
  request: { contents: [{ parts: [{ text: 'Hello' }] }] },
  stream: true,
  baseUrl: DEMO_URL,
}

test('a request to the demo says which two things to replace', () => {
  expect(demoNote(url)).toContain(
    'replace https://demo.invalid with https://generativelanguage.googleapis.com, and demo-flash with a Gemini model.',
  )
  expect(demoNote(`${DEMO_URL}/v1beta/models?pageSize=1000`)).toMatch(/googleapis\.com\.$/)
  expect(demoNote('https://generativelanguage.googleapis.com/v1beta/models/demo-flash:x')).toBeNull()
  expect(demoNote('https://demo.invalid.evil.test/v1beta/models/x:y')).toBeNull()
})

test.each([
  ['cURL', /^# This goes to the demo,[^'"`\n]*\n# For the Gemini API, [^'"`\n]*\n\ncurl /],
  ['Python', /^# This goes to the demo,.*\n# For the Gemini API, .*\n\n# pip install/],
  ['TypeScript', /^\/\/ This goes to the demo,.*\n\/\/ For the Gemini API, .*\n\n\/\/ npm install/],
] as const)('%s carries it as a comment, without a quote that a shell would open', (language, expected) => {
  const code = withDemoNote(toCode(language, call), language, url)
  expect(code).toMatch(expected)
  expect(code).toContain('https://demo.invalid')
})

test('a program for another server stays as it is', () => {
  expect(withDemoNote('curl', 'cURL', 'https://gateway.test/v1beta/models/m:generateContent')).toBe('curl')
})
