import { expect, test } from 'vitest'
import { isKeyLine } from './keyInText.ts'

const key = `AIzaSy${'A'.repeat(33)}`

test.each([
  key,
  `"${key}",`,
  `${key} # mine`,
  `export GEMINI_API_KEY="${key}"  # mine`,
  `GEMINI_API_KEY=${key}`,
  `setx GEMINI_API_KEY ${key}`,
  `const apiKey = '${key}';`,
  `{ "apiKey": "${key}" }`,
  `-H "x-goog-api-key: ${key}"`,
  `x-goog-api-key: ${key}`,
  `Authorization: Bearer ${key}`,
  `https://example.com/v1beta/models?key=${key}`,
])('a key line: %s', (line) => {
  expect(isKeyLine(line)).toBe(true)
})

test.each([
  '',
  'GEMINI_API_KEY=',
  'What is a key?',
  `Why is ${key} refused?`,
  `What is ${key}`,
  `${key} is refused, why?`,
  `My key is ${key}`,
  `Is https://example.com/?key=${key} safe to share?`,
])('not a key line: %s', (line) => {
  expect(isKeyLine(line)).toBe(false)
})
