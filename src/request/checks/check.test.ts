import { describe, expect, test } from 'vitest'
import { factsOf } from '../capabilities.ts'
import { withSetting } from '../settings/path.ts'
import { Settings } from '../settings/schema.ts'
import { changedDoc } from './apply.ts'
import { check } from './check.ts'
import type { Model, Part } from '../../gemini/types.ts'
import type { DocTurn, RequestDoc } from '../doc.ts'
import type { Config } from '../settings/table.ts'
import type { Finding, Known } from './finding.ts'

const turn = (role: DocTurn['role'], ...parts: Part[]): DocTurn => ({ role, parts })
const hi = turn('user', { text: 'hi' })

const docOf = (model: string, config: Config = {}, turns: readonly DocTurn[] = [hi]): RequestDoc => ({
  v: 2,
  settings: Settings.parse({ model, generationConfig: config }),
  turns,
})

function found(doc: RequestDoc, record?: Model, known?: Known): Finding[] {
  return check(doc, factsOf(record, doc.settings.model), known)
}
const heads = (doc: RequestDoc, record?: Model) =>
  found(doc, record).map(({ severity, path }) => `${severity} ${path}`)

/** The document after the fix of its first finding. */
function mended(doc: RequestDoc, record?: Model): RequestDoc {
  const change = found(doc, record)[0]?.fix?.change
  if (change?.kind === 'set')
    return { ...doc, settings: withSetting(doc.settings, change.path, change.value) }
  if (change?.kind !== 'leave out') throw new Error('no fix')
  return { ...doc, turns: doc.turns.filter((_, at) => !change.turns.includes(at)) }
}

test('a request that is as it should be has no findings', () => {
  for (const model of [
    'gemini-3.6-flash',
    'gemini-2.5-pro',
    'gemini-5-xenon',
    'demo-flash',
    'gemma-4-31b-it',
  ])
    expect(
      found(docOf(model, { maxOutputTokens: 4096, stopSequences: ['x'], seed: 1, candidateCount: 1 })),
    ).toEqual([])
})

describe('sampling', () => {
  const warm = { temperature: 0.5, topP: 0.5, topK: 5 }
  test('is a Note where the model ignores it, and each can be removed', () => {
    const doc = docOf('gemini-3.6-flash', warm)
    expect(heads(doc)).toEqual([
      'note generationConfig.temperature',
      'note generationConfig.topP',
      'note generationConfig.topK',
    ])
    expect(found(doc)[0]).toMatchObject({
      says: 'gemini-3.6-flash ignores it.',
      fix: { title: 'remove Temperature' },
    })
    expect(mended(doc).settings.generationConfig).toEqual({ topP: 0.5, topK: 5 })
    expect(mended(docOf('gemini-3.6-flash', { temperature: 1 })).settings.generationConfig).toEqual({})
  })
  test('is no finding where the model takes it', () => {
    for (const model of ['gemini-2.5-flash', 'gemini-3.5-flash', 'demo-flash', 'gemma-4-31b-it'])
      expect(found(docOf(model, warm))).toEqual([])
  })
  test('Top K is an Error where the record has none', () => {
    const record = { name: 'models/demo-lite', topP: 1 }
    expect(heads(docOf('demo-lite', warm), record)).toEqual(['error generationConfig.topK'])
  })
})

describe('penalties, log probabilities and candidates', () => {
  const all: Config = {
    presencePenalty: 1,
    frequencyPenalty: 1,
    responseLogprobs: true,
    logprobs: 2,
    candidateCount: 2,
  }
  const severities = (model: string) =>
    Object.fromEntries(found(docOf(model, all)).map(({ path, severity }) => [path.split('.')[1], severity]))
  test('are Errors where a refusal was observed or is documented, Warnings where it is a guess', () => {
    expect(severities('gemini-2.5-pro')).toEqual({
      presencePenalty: 'error',
      frequencyPenalty: 'error',
      responseLogprobs: 'error',
      logprobs: 'error',
      candidateCount: 'warning',
    })
    expect(severities('gemini-4-neon')).toMatchObject({
      presencePenalty: 'error',
      candidateCount: 'error',
      logprobs: 'warning',
    })
    expect(new Set(Object.values(severities('gemini-5-xenon')))).toEqual(new Set(['warning']))
    expect(severities('gemini-3.6-flash')).toMatchObject({
      presencePenalty: 'warning',
      logprobs: 'warning',
      candidateCount: 'error',
    })
  })
  test('are no findings where nobody knows the model', () => {
    expect(found(docOf('my/tuned-model', all))).toEqual([])
  })
  test('logprobs needs its switch, and the fix switches it on', () => {
    const doc = docOf('demo-flash', { logprobs: 3 })
    expect(heads(doc)).toEqual(['error generationConfig.logprobs'])
    expect(mended(doc).settings.generationConfig).toEqual({ logprobs: 3, responseLogprobs: true })
    expect(found(mended(doc))).toEqual([])
  })
})

describe('limits', () => {
  const record: Model = {
    name: 'models/m',
    maxTemperature: 1,
    outputTokenLimit: 8192,
    inputTokenLimit: 1000,
    topK: 1,
  }
  test('a number beyond the model’s own is an Error, and the fix is the limit', () => {
    const doc = docOf('m', { temperature: 1.5, maxOutputTokens: 65_536 })
    expect(heads(doc, record)).toEqual([
      'error generationConfig.temperature',
      'error generationConfig.maxOutputTokens',
    ])
    expect(found(doc, record)[1]?.says).toBe('65,536 is over the limit of m, 8,192.')
    expect(mended(doc, record).settings.generationConfig).toEqual({ temperature: 1, maxOutputTokens: 65_536 })
    expect(found(docOf('m', { temperature: 1, maxOutputTokens: 8192 }), record)).toEqual([])
  })
  const said = (tokens: number | null) =>
    found(docOf('m'), record, { tokens }).map(({ severity, says }) => [severity, says])
  test('tokens that do not fit are said with both figures', () => {
    expect(said(1001)).toEqual([
      ['warning', '1,001 tokens do not fit: m takes 1,000. Nothing is dropped automatically.'],
    ])
    expect([said(1000), said(null), said(0)]).toEqual([[], [], []])
  })
})

const named = (id: string, name = 'f') => ({ functionCall: { id, name, args: {} } })
const answer = (id: string, name = 'f') => ({ functionResponse: { id, name, response: {} } })

const pointing = (...parts: object[]) => ({
  functionResponse: { name: 'get_weather', response: { map: { $ref: 'i.png' } }, parts },
})

describe('turns', () => {
  const call = { functionCall: { name: 'get_weather', args: {} }, thoughtSignature: 'U0lH' }
  const result = { functionResponse: { name: 'get_weather', response: {} } }
  test('a call without its result is an Error at its part, and leaving the turn out mends it', () => {
    const doc = docOf('demo-flash', {}, [hi, turn('model', { text: 'Let me see.' }, call, call), hi])
    expect(heads(doc)).toEqual(['error contents[1].parts[1].functionCall'])
    expect(found(doc)[0]?.says).toContain('The next turn has no result of get_weather, get_weather')
    expect(found(mended(doc))).toEqual([])
    expect(mended(doc).turns).toEqual([hi, hi])
  })
  test('a result that names a file which does not go with it is a Warning at its response', () => {
    const asked = [hi, turn('model', call)]
    const beside = { inlineData: { mimeType: 'image/png', data: 'AAAA', displayName: 'i.png' } }
    expect(heads(docOf('demo-flash', {}, [...asked, turn('user', pointing())]))).toEqual([
      'warning contents[2].parts[0].functionResponse.response',
    ])
    expect(found(docOf('demo-flash', {}, [...asked, turn('user', pointing(beside))]))).toEqual([])
  })
  test('a result that belongs to too few goes with its call', () => {
    const doc = docOf('demo-flash', {}, [hi, turn('model', call, call), turn('user', result), hi])
    expect(mended(doc).turns).toEqual([hi, hi])
  })
  test('a result that no call asks for is an Error at its part', () => {
    const doc = docOf('demo-flash', {}, [
      hi,
      turn('model', { text: 'ok' }),
      turn('user', { text: 'x' }, result),
    ])
    expect(heads(doc)).toEqual(['error contents[2].parts[1].functionResponse'])
    // The answer before goes too: the API refuses a request that ends with one.
    expect(mended(doc).turns).toEqual([hi])
  })
  test('ids come before names', () => {
    expect(
      found(
        docOf('m', {}, [hi, turn('model', named('1'), named('2')), turn('user', answer('2'), answer('1'))]),
      ),
    ).toEqual([])
    expect(heads(docOf('m', {}, [hi, turn('model', named('1')), turn('user', answer('7'))]))).toHaveLength(2)
  })
  test('calls with as many results are right, and a call that still waits is no finding', () => {
    expect(
      found(docOf('demo-flash', {}, [hi, turn('model', call, call), turn('user', result, result)])),
    ).toEqual([])
    expect(found(docOf('m', {}, [hi, turn('model', call)]))).toEqual([])
  })
  test('a last turn by the model: Error where it is known to be refused, Warning for ids that nobody knows', () => {
    const last = [hi, turn('model', { text: 'once' })]
    expect(heads(docOf('gemini-3.6-flash', {}, last))).toEqual(['error contents[1]'])
    expect(heads(docOf('gemini-5-xenon', {}, last))).toEqual(['warning contents[1]'])
    expect(heads(docOf('gemini-2.5-flash', {}, last))).toEqual([])
    expect(mended(docOf('gemini-3.6-flash', {}, last)).turns).toEqual([hi])
  })
  test('pictures for a model that only speaks', () => {
    const media = {
      id: 'a'.repeat(64),
      name: 'a.png',
      mimeType: 'image/png' as const,
      bytes: 9,
      from: { at: 'store' as const },
    }
    const seen: DocTurn = { role: 'user', parts: [{ media }, ...hi.parts] }
    expect(heads(docOf('gemini-3.8-flash-tts', {}, [seen]))).toEqual([
      'error contents[0].parts[0]',
      'error generationConfig.responseModalities',
    ])
    expect(heads(docOf('gemini-3.6-flash', {}, [seen]))).toEqual([])
  })
})

function both(model: string, config: Config, generationConfig: object): RequestDoc {
  const doc = docOf(model, config)
  return { ...doc, settings: { ...doc.settings, extra: { generationConfig } } }
}

describe('Extra fields over a row', () => {
  test('a value taken away there is no finding', () => {
    const gone = { presencePenalty: null, temperature: null, logprobs: null }
    const config = { presencePenalty: 1, temperature: 1.5, logprobs: 2 }
    expect(found(both('gemini-2.5-flash', config, gone))).toEqual([])
    const record: Model = { name: 'models/m', maxTemperature: 1 }
    expect(found(both('m', config, gone), record)).toEqual([])
  })
  test('a value set there is found, and mended where it stands', () => {
    const record: Model = { name: 'models/gemini-2.5-flash', maxTemperature: 1, topK: 1 }
    const doc = both('gemini-2.5-flash', {}, { presencePenalty: 1, temperature: 1.5, logprobs: 2 })
    expect(heads(doc, record)).toEqual([
      'error generationConfig.temperature',
      'error generationConfig.logprobs',
      'error generationConfig.presencePenalty',
    ])
    const changes = found(doc, record).map(({ fix }) => fix!.change)
    expect(changedDoc(doc, changes).settings).toEqual({
      ...docOf('gemini-2.5-flash').settings,
      extra: { generationConfig: { temperature: 1 } },
    })
  })
  test('a value in both places goes from both', () => {
    const doc = both('gemini-2.5-flash', { presencePenalty: 1 }, { presencePenalty: 0.5 })
    expect(changedDoc(doc, [found(doc)[0]!.fix!.change]).settings).toEqual(docOf('gemini-2.5-flash').settings)
  })
  test('the switch of Logprobs is turned on where it stands', () => {
    const doc = both('demo-flash', { logprobs: 2, responseLogprobs: true }, { responseLogprobs: false })
    const fixed = changedDoc(doc, [found(doc)[0]!.fix!.change])
    expect(fixed.settings.extra).toEqual({ generationConfig: { responseLogprobs: true } })
    expect(found(fixed)).toEqual([])
  })
})

test('text asked for in so many words is what every model of texts makes', () => {
  for (const model of [
    'gemini-2.5-flash',
    'gemini-3.6-flash',
    'gemini-4-neon',
    'demo-flash',
    'gemma-4-31b-it',
  ]) {
    expect(found(docOf(model, { responseModalities: ['TEXT'] }))).toEqual([])
    expect(heads(docOf(model, { responseModalities: ['IMAGE'] }))).toEqual([
      'error generationConfig.responseModalities',
    ])
  }
})

test('errors come first, and one place has one finding', () => {
  const doc = docOf('gemini-2.5-pro', { candidateCount: 2, logprobs: 1 })
  expect(heads(doc)).toEqual(['error generationConfig.logprobs', 'warning generationConfig.candidateCount'])
})

const worst = (model: string, thinkingConfig: object) =>
  new Set(
    found(docOf(model, { thinkingConfig })).flatMap(({ severity, path }) =>
      path.includes('thinkingConfig') ? [severity] : [],
    ),
  )

test('where no source names the levels of a model, one more of them is a Warning at most', () => {
  for (const model of ['gemini-4-argon', 'gemini-4-carbon']) {
    expect(worst(model, { thinkingLevel: 'XHIGH' })).toEqual(new Set(['warning']))
    expect(worst(model, { thinkingLevel: 'MINIMAL' })).toEqual(new Set(['error']))
  }
  for (const asked of [{ thinkingLevel: 'LOW' }, { thinkingBudget: 0 }, { includeThoughts: true }])
    expect(worst('gemini-3.8-flash-tts', asked)).not.toContain('error')
  expect(worst('gemini-2.5-flash-preview-tts', { thinkingLevel: 'LOW' })).toContain('error')
})

test('an unknown name with a point in it, or in a list, is removed where it stands and takes no field with it', () => {
  const doc = docOf('gemini-3.6-flash', { maxOutputTokens: 4096 })
  const extra = {
    'generationConfig.maxOutputTokens': 1,
    tools: [{ goggleSearch: {} }],
    labels: { 'a.b': 'c' },
  }
  const one = { ...doc, settings: { ...doc.settings, extra } }
  const unknown = found(one).filter(({ says }) => says.includes('has no field'))
  expect(unknown.map(({ path, fix }) => [path, fix?.title])).toEqual([
    ['["generationConfig.maxOutputTokens"]', 'remove generationConfig.maxOutputTokens'],
    ['tools[0].goggleSearch', 'remove goggleSearch'],
  ])
  const { settings } = changedDoc(
    one,
    unknown.flatMap(({ fix }) => (fix ? [fix.change] : [])),
  )
  expect(settings.generationConfig).toEqual({ maxOutputTokens: 4096 })
  expect(settings.extra).toEqual({ tools: [{}], labels: { 'a.b': 'c' } })
})

function asExtra(model: string, extra: Record<string, unknown>): RequestDoc {
  const doc = docOf(model)
  return { ...doc, settings: { ...doc.settings, extra } }
}

test('Extra fields in the spelling of Python are read as the API reads them, and mended where they stand', () => {
  const declared = [{ name: 'f', parameters_json_schema: { type: 'object' } }]
  const mixed = asExtra('gemini-2.5-flash', {
    tools: [{ google_search: {} }, { function_declarations: declared }],
  })
  expect(heads(mixed)).toContain('error tools')
  const level = asExtra('gemini-2.5-flash', {
    generation_config: { thinking_config: { thinking_level: 'LOW' } },
  })
  const [finding] = found(level)
  expect(finding).toMatchObject({ severity: 'error', path: 'generationConfig.thinkingConfig.thinkingLevel' })
  const mendedDoc = changedDoc(level, [finding!.fix!.change])
  expect(mendedDoc.settings.extra).toBeUndefined()
  expect(found(mendedDoc)).toEqual([])
})
