/** The table against the API's own field names, as the emulator knows them: it refuses a field that it does not know. */
import { expect, test } from 'vitest'
import { createHandle } from '../../emulator/handle.ts'
import { noPace } from '../../emulator/plan.ts'
import { toGenerateRequest } from '../request.ts'
import { Settings } from './schema.ts'
import { setAt } from './path.ts'
import { table } from './table.ts'
import type { Editor } from './editors.ts'

const handle = createHandle({ pace: noPace })

async function answerTo(body: object): Promise<string> {
  const response = await handle(
    new Request('https://emulator.invalid/v1beta/models/demo-flash:generateContent', {
      method: 'POST',
      body: JSON.stringify(body),
    }),
  )
  return response.text()
}

/** Something that this editor can write. */
function valueOf(editor: Editor): unknown {
  if (editor.kind === 'own') return valueOf(editor.value)
  if (editor.kind === 'slider' || editor.kind === 'number') return editor.min
  if (editor.kind === 'choice') return editor.options[0]?.value
  if (editor.kind === 'switch') return true
  if (editor.kind === 'yes or no') return true
  if (editor.kind === 'day') return '2026-03-31'
  if (editor.kind === 'set') return [editor.options[0]?.value]
  if (editor.kind === 'text') return editor.suggestions?.[0] ?? 'x'
  if (editor.kind === 'speakers') return [{ speaker: 'Joe', voice: 'Kore', style: 'curious' }]
  if (editor.kind === 'functions')
    return [{ declaration: { name: 'f', parametersJsonSchema: { type: 'object' } } }]
  return editor.kind === 'strings' ? ['x'] : {}
}

test.each(table)(
  'the API knows the field of $title, and what is written into it',
  async ({ path, editor }) => {
    const settings = Settings.parse(setAt({ model: 'demo-flash' }, path, valueOf(editor)))
    const said = await answerTo(toGenerateRequest(settings, [{ role: 'user', parts: [{ text: 'Hi' }] }]))
    expect(said).not.toMatch(/Unknown name|Cannot find field|Invalid value/)
  },
)

test('a field that the API does not know would be found', async () => {
  expect(await answerTo({ contents: [], generationConfig: { temperatur: 1 } })).toContain('temperatur')
})
