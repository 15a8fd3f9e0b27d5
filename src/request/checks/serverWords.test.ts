import { describe, expect, test } from 'vitest'
import { Settings } from '../settings/schema.ts'
import { changedSettings } from './apply.ts'
import { refusedBy } from './serverWords.ts'
import type { RequestDoc } from '../doc.ts'

const docOf = (settings: object): RequestDoc => ({
  v: 2,
  settings: Settings.parse({ model: 'demo-pro', ...settings }),
  turns: [{ role: 'user', parts: [{ text: 'hi' }] }],
})
const titles = (words: string, settings: object) =>
  refusedBy(words, docOf(settings)).fixes.map(({ title }) => title)
const config = (generationConfig: object) => ({ generationConfig })

describe('words of the server lead to the fix that Checks has', () => {
  test.each<[string, object, string[]]>([
    ['Penalty is not enabled for models/x', config({ frequencyPenalty: 1 }), ['remove Frequency penalty']],
    [
      'Thinking level MINIMAL is not supported for this model.',
      config({ thinkingConfig: { thinkingLevel: 'MINIMAL' } }),
      ['set Thinking level to LOW'],
    ],
    [
      'Thinking budget is not supported for this model.',
      config({ thinkingConfig: { thinkingBudget: 5 } }),
      ['Thinking level LOW instead'],
    ],
    [
      'Multiple candidates is not enabled for this model',
      config({ candidateCount: 2 }),
      ['remove Candidate count'],
    ],
    [
      'Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.',
      { extra: { tools: [{ functionDeclarations: [{ name: 'f' }], googleSearch: {} }] } },
      ['set includeServerSideToolInvocations'],
    ],
    [
      'CachedContent can not be used with GenerateContent request setting system_instruction, tools or tool_config.',
      { cachedContent: 'cachedContents/x', systemInstruction: 'Be brief.' },
      ['remove Cached content'],
    ],
  ])('%s', (words, settings, expected) => {
    expect(titles(words, settings)).toEqual(expected)
  })
  test('of what no rule knows the server’s own name is enough', () => {
    const words = "* GenerateContentRequest.generation_config.seed: 'seed' must not be odd.\n"
    expect(titles(words, config({ seed: 3 }))).toEqual(['remove Seed'])
    expect(titles(words, {})).toEqual([])
  })
})

test('an unknown name leads to Extra fields, however it is spelled there, and can be taken out', () => {
  const words = `Invalid JSON payload received. Unknown name "new_field" at 'generation_config': Cannot find field.`
  const doc = docOf({ extra: { generation_config: { new_field: 1, seed: 2 } } })
  const { fixes, extra } = refusedBy(words, doc)
  expect(extra).toBe(true)
  expect(fixes.map(({ title }) => title)).toEqual(['remove new_field'])
  expect(changedSettings(doc.settings, fixes[0]!.change).extra).toEqual({ generation_config: { seed: 2 } })
  expect(refusedBy('Invalid JSON payload received. Unknown name "x": Cannot find field.', docOf({}))).toEqual(
    {
      fixes: [],
      extra: true,
    },
  )
})

test('words about nothing that can be told mend nothing', () => {
  expect(refusedBy('Request contains an invalid argument.', docOf(config({ seed: 3 })))).toEqual({
    fixes: [],
    extra: false,
  })
})
