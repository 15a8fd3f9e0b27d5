import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { MediaFailure } from '../request/doc.ts'
import { settingsFor } from './fixtures/run.ts'
import { docFor } from './fixtures/start.ts'
import { keysIn, prepare, signOf } from './prepare.ts'
import type { Part } from '../gemini/types.ts'
import type { RequestDoc } from '../request/doc.ts'

const key = `AIza${'Sy0'.repeat(12)}`
const held = 'token-4711-of-a-gateway'
const media = {
  id: 'a'.repeat(64),
  name: 'cat.png',
  mimeType: 'image/png' as const,
  bytes: 9,
  from: { at: 'store' as const },
}
const gone = () => Promise.reject(new MediaFailure('This browser does not have cat.png.'))
const broken = () => Promise.reject(new TypeError('a fault of ours'))
const there = () => Promise.resolve('QUJD')

/** Breaks every rule at once, but for those that are named. */
function ask(mended: readonly string[] = []) {
  const has = (name: string) => !mended.includes(name)
  const text = `${has('key') ? key : 'hello'} ${has('size') ? 'x'.repeat(20_000_001) : ''}`
  return {
    doc: {
      v: 2 as const,
      settings: settingsFor(has('checks') ? { generationConfig: { logprobs: 2 } } : {}),
      turns: [
        { role: 'user' as const, parts: [{ media }, { text }] },
        { role: 'user' as const, parts: [{ text: has('nothing') ? ' \n' : 'go on' }] },
      ],
    },
    connected: !has('connection'),
    apiKey: null,
    meant: new Set<string>(),
    record: undefined,
    accepted: new Set<string>(),
    load: has('media') ? gone : there,
    nothing: 'Write a prompt first.',
  }
}
/** What is said once these are mended; null where nothing is. */
const words = async (mended: readonly string[]) => {
  const prepared = await prepare(ask(mended))
  return 'words' in prepared ? prepared.words : null
}
const order = ['nothing', 'connection', 'key', 'media', 'checks', 'size'] as const

describe('the checks before sending', () => {
  test.each(order.map((why, at) => [why, order.slice(0, at)] as const))(
    '%s comes once %j are mended',
    async (why, mended) => {
      expect(await prepare(ask(mended))).toMatchObject({ ok: false, why })
    },
  )

  test('are passed once everything is mended, by the request as it goes over the wire', async () => {
    expect(await prepare(ask(order))).toEqual({
      ok: true,
      request: {
        contents: [
          {
            role: 'user',
            parts: [{ inlineData: { mimeType: 'image/png', data: 'QUJD' } }, { text: 'hello ' }],
          },
          { role: 'user', parts: [{ text: 'go on' }] },
        ],
      },
    })
  })

  test('say in words what is wrong with the turn, its media and its size', async () => {
    expect(await words([])).toBe('Write a prompt first.')
    expect(await words(['nothing', 'connection', 'key'])).toBe('This browser does not have cat.png.')
    expect(await words(['nothing', 'connection', 'key', 'media', 'checks'])).toMatch(
      /^Not sent: the request is 20\.0 MB, the limit is 20\.0 MB\. Images count/,
    )
  })

  test('ask for no picture before everything else is as it should be', async () => {
    const load = vi.fn(there)
    for (const mended of [[], ['nothing'], ['nothing', 'connection']]) await prepare({ ...ask(mended), load })
    expect(load).not.toHaveBeenCalled()
  })

  test('let a fault that is none of the pictures through', async () => {
    await expect(prepare({ ...ask(order), load: broken })).rejects.toThrow('a fault of ours')
  })

  test.each<[string, Pick<RequestDoc['turns'][number], 'parts'>, boolean]>([
    ['no part', { parts: [] }, false],
    ['an empty text', { parts: [{ text: '' }] }, false],
    ['white space', { parts: [{ text: ' ' }, { text: '\n' }] }, false],
    ['a picture alone', { parts: [{ media }] }, true],
    ['a result', { parts: [{ functionResponse: { name: 'f', response: {} } }] }, true],
  ])('a last turn with %s', async (_, turn, says) => {
    const doc = { v: 2 as const, settings: settingsFor(), turns: [{ role: 'user' as const, ...turn }] }
    const prepared = await prepare({ ...ask(order), doc })
    expect(prepared.ok || prepared.why !== 'nothing').toBe(says)
  })

  test('a document without a turn says nothing', async () => {
    const doc = { v: 2 as const, settings: settingsFor(), turns: [] }
    expect(await prepare({ ...ask(order), doc })).toMatchObject({ why: 'nothing' })
  })

  test('keys that the reader means to send are not asked about again, others are', async () => {
    const doc = docFor(`${key} and ${key} and ${held}`)
    const wants = { ...ask(order), doc, apiKey: held }
    expect(await prepare(wants)).toEqual({ ok: false, why: 'key', keys: [held, key] })
    expect(await prepare({ ...wants, meant: new Set([key]) })).toMatchObject({ keys: [held] })
    expect(await prepare({ ...wants, meant: new Set([key, held]) })).toMatchObject({ ok: true })
  })
})

describe('what the API is known to refuse', () => {
  const wants = { ...ask(order), doc: docFor('x', { generationConfig: { logprobs: 2, candidateCount: 2 } }) }
  test('is asked about, Errors alone', async () => {
    expect(await prepare(wants)).toMatchObject({
      why: 'checks',
      errors: [{ severity: 'error', path: 'generationConfig.logprobs' }],
    })
  })
  test('is sent as it stands once the reader has accepted it, and asked about anew where it is another', async () => {
    const first = await prepare(wants)
    if (first.ok || first.why !== 'checks') throw new Error('not asked')
    const accepted = new Set(first.errors.map(signOf))
    expect(await prepare({ ...wants, accepted })).toMatchObject({
      ok: true,
      request: { generationConfig: { candidateCount: 2, logprobs: 2 } },
    })
    const record = { name: 'models/gemini-test', maxTemperature: 1 }
    const doc = docFor('x', { generationConfig: { logprobs: 2, temperature: 2 } })
    expect(await prepare({ ...wants, accepted, doc, record })).toMatchObject({
      errors: [{ path: 'generationConfig.temperature' }],
    })
  })
})

const docWith = (part: object, settings: object = {}): RequestDoc => ({
  v: 2,
  settings: { ...settingsFor(), ...settings } as RequestDoc['settings'],
  turns: [{ role: 'user', parts: [part as Part] }],
})

describe('a key is found', () => {
  test.each<[string, (secret: string) => RequestDoc]>([
    ['in a text', (secret) => docFor(`say ${secret}.`)],
    ['in the system instruction', (secret) => docFor('x', { systemInstruction: secret })],
    ['in a stop sequence', (secret) => docFor('x', { generationConfig: { stopSequences: ['a', secret] } })],
    ['in arguments, however deep', (secret) => docWith({ functionCall: { args: { a: [{ b: [secret] }] } } })],
    ['in an argument named data', (secret) => docWith({ functionCall: { args: { data: secret } } })],
    [
      'in what is in an argument named data',
      (secret) => docWith({ functionCall: { args: { data: [secret] } } }),
    ],
    ['in the name of a field', (secret) => docWith({ functionCall: { args: { [secret]: null } } })],
    ['in a result', (secret) => docWith({ functionResponse: { name: 'f', response: { output: secret } } })],
    ['in code', (secret) => docWith({ executableCode: { code: `k="${secret}"` } })],
    ['in what code printed', (secret) => docWith({ codeExecutionResult: { output: secret } })],
    ['in an address', (secret) => docWith({ fileData: { fileUri: `https://a.example/?key=${secret}` } })],
    ['in a part nobody here knows', (secret) => docWith({ novelty: { [secret]: 1 } })],
    [
      'in a schema',
      (secret) => docWith({}, { generationConfig: { schema: { properties: { [secret]: {} } } } }),
    ],
  ])('%s', (_, docOf) => {
    expect(keysIn(docOf(key), null)).toEqual([key])
    expect(keysIn(docOf(held), held)).toEqual([held])
    expect(keysIn(docOf('nothing of the kind'), held)).toEqual([])
  })

  test('nowhere in base64, which may look like anything', () => {
    const blob = { mimeType: 'image/png', data: `/9j/${key}` }
    expect(keysIn(docWith({ inlineData: blob, thoughtSignature: key }), null)).toEqual([])
  })

  test('not where it is so short that it is a word', () => {
    expect(keysIn(docFor('key'), 'key')).toEqual([])
  })

  test('at any place of any JSON value, once', () => {
    const tree = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(held),
        fc.string(),
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.string(), fc.constant(held)), tie('value'), { maxKeys: 3 }),
      ),
    })).value
    fc.assert(
      fc.property(tree, (args) => {
        const found = keysIn(docWith({ functionCall: { name: 'f', args } }), held)
        expect(found).toEqual(JSON.stringify(args).includes(held) ? [held] : [])
      }),
    )
  })
})
