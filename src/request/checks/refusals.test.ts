/** Every Error that the rules know can be met without a key, and what Run anyway gets is the server's refusal. */
import { describe, expect, test } from 'vitest'
import { createGemini } from '../../gemini/client.ts'
import { GeminiError } from '../../gemini/error.ts'
import { createHandle } from '../../emulator/handle.ts'
import { tabCatalogue } from '../../emulator/models.ts'
import { noPace } from '../../emulator/plan.ts'
import { prepare, signOf } from '../../runs/prepare.ts'
import { refusals } from '../fixtures/refusals.ts'
import { factsOf } from '../capabilities.ts'
import { changedDoc } from './apply.ts'
import { check } from './check.ts'
import type { Model } from '../../gemini/types.ts'
import type { RequestDoc } from '../doc.ts'
import type { Finding } from './finding.ts'

const handle = createHandle({ catalogue: tabCatalogue, pace: noPace })
const gemini = createGemini({
  baseUrl: 'https://demo.invalid',
  fetch: (input, init) => handle(new Request(input, init)),
})
const records = new Map(
  tabCatalogue.list(new URLSearchParams()).models.map((model) => [model.name.slice('models/'.length), model]),
)
const recordOf = ({ settings }: RequestDoc): Model | undefined => records.get(settings.model)
const found = (doc: RequestDoc): Finding[] => check(doc, factsOf(recordOf(doc), doc.settings.model))
const errors = (doc: RequestDoc) => found(doc).filter(({ severity }) => severity === 'error')

const launch = (doc: RequestDoc, accepted: readonly Finding[]) =>
  prepare({
    doc,
    connected: true,
    apiKey: null,
    meant: new Set(),
    load: () => Promise.resolve('AAAA'),
    record: recordOf(doc),
    accepted: new Set(accepted.map(signOf)),
    nothing: 'nothing',
  })

/** What the server says to a document that is sent whatever Checks says; null where it answers. */
async function refusal(doc: RequestDoc): Promise<string | null> {
  const prepared = await launch(doc, errors(doc))
  if (!prepared.ok) throw new Error(prepared.why)
  try {
    await gemini.generateContent(doc.settings.model, prepared.request)
    return null
  } catch (error) {
    if (!(error instanceof GeminiError)) throw error
    expect(error.failure.code).toBe(400)
    return error.message
  }
}

describe.each(refusals.map((one) => [`${one.rule}: ${one.name}`, one] as const))(
  '%s',
  (_, { doc, path, words }) => {
    test('is an Error that asks first, and the server refuses it in its own words', async () => {
      expect(errors(doc).map((one) => one.path)).toContain(path)
      expect(await launch(doc, [])).toMatchObject({ ok: false, why: 'checks' })
      expect(await refusal(doc)).toMatch(words)
    })
    test('after its fix the server takes it', async () => {
      const finding = errors(doc).find((one) => one.path === path)
      if (!finding?.fix) return
      const fixed = changedDoc(doc, [finding.fix.change])
      expect(errors(fixed)).toEqual([])
      expect(await refusal(fixed)).toBeNull()
    })
  },
)

/** Those whose rule comes from a table by generation, and not from the API as a whole. */
const byGeneration = new Set([1, 2, 3, 6, 7, 8, 9, 16, 18, 27])

test('an id that is newer than the rules has a Warning at most, and of others nothing is guessed', () => {
  const general = new Set([
    'level and budget',
    'the highest resolution for all',
    'an allowed name that is not declared',
  ])
  for (const { rule, name, doc, path } of refusals) {
    if (!byGeneration.has(rule) || general.has(name)) continue
    const as = (model: string) => ({ ...doc, settings: { ...doc.settings, model } })
    const at = (model: string) => check(as(model), factsOf(undefined, model)).find((one) => one.path === path)
    expect([name, at('gemini-9-argon')?.severity ?? 'none']).not.toContain('error')
    expect([name, at('my/tuned-model')?.severity ?? 'none']).toEqual([name, 'none'])
  }
})

test('no fix creates another Error, on whatever model', () => {
  const models = [
    ...records.keys(),
    'gemini-2.0-flash',
    'gemini-2.5-pro',
    'gemini-2.5-flash-image',
    'gemini-3.1-flash-image',
    'gemini-3.6-flash',
    'gemini-3.8-flash-tts',
    'gemini-4-neon',
    'gemini-5-xenon',
    'gemma-4-31b-it',
    'my/tuned-model',
  ]
  for (const { doc, name } of refusals)
    for (const model of models) {
      const one: RequestDoc = { ...doc, settings: { ...doc.settings, model } }
      const before = new Set(errors(one).map(({ path }) => path))
      for (const { path, fix } of found(one)) {
        if (!fix) continue
        const after = errors(changedDoc(one, [fix.change]))
        const fresh = after.filter((error) => !before.has(error.path) || error.path === path)
        expect({ name, model, path, fix: fix.title, fresh }).toMatchObject({ fresh: [] })
      }
    }
})
