import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failure } from './error.ts'
import { chunk } from './fixtures/server.ts'
import { emptyReply, fold, outcomeOf, textOf, thoughtsOf } from './reply.ts'
import type { Ending, Reply } from './reply.ts'
import type { GenerateContentResponse, Part } from './types.ts'

const merge = (...chunks: unknown[]) =>
  chunks.reduce<Reply>((reply, one) => fold(reply, one as GenerateContentResponse), emptyReply)

const withParts = (...parts: unknown[]) => ({ candidates: [{ content: { parts, role: 'model' } }] })

function first(reply: Reply) {
  const [candidate] = reply.candidates
  if (!candidate) throw new Error('No candidate.')
  return candidate
}

describe('parts', () => {
  test('neighbouring texts become one, thoughts apart', () => {
    const reply = merge(
      withParts({ text: 'Let ', thought: true }),
      withParts({ text: 'me see', thought: true }),
      withParts({ text: 'Hel' }),
      withParts({ text: 'lo' }, { text: '' }),
    )
    expect(first(reply).parts).toEqual([{ text: 'Let me see', thought: true }, { text: 'Hello' }])
    expect(textOf(first(reply))).toBe('Hello')
    expect(thoughtsOf(first(reply))).toBe('Let me see')
  })

  test('a signed part stays itself, an empty signed text too, and nothing is joined across it', () => {
    const parts: Part[] = [
      { text: 'a' },
      { text: 'b', thoughtSignature: 's1' },
      { text: 'c' },
      { text: '', thoughtSignature: 's2' },
      { functionCall: { name: 'f', args: {} }, thoughtSignature: 's3' },
      { functionCall: { name: 'g', args: { x: 1 } } },
    ]
    expect(first(merge(...parts.map((part) => withParts(part)))).parts).toEqual(parts)
  })

  test('unknown parts, fields and words survive untouched', () => {
    const part = { hologram: { data: 'x' }, videoMetadata: { fps: 1 } }
    const reply = merge({
      candidates: [{ content: { parts: [part] }, finishReason: 'BORED', mood: { level: 3 } }],
      usageMetadata: { totalTokenCount: 3, newCount: 1 },
      weather: 'fine',
    })
    expect(first(reply).parts[0]).toBe(part)
    expect(reply).toMatchObject({
      weather: 'fine',
      usageMetadata: { newCount: 1 },
      candidates: [{ finishReason: 'BORED', mood: { level: 3 } }],
    })
  })

  test('a streamed call becomes one call', () => {
    const piece = (jsonPath: string, value: object, open = false) =>
      withParts({
        functionCall: {
          partialArgs: [{ jsonPath, ...value, ...(open && { willContinue: true }) }],
          willContinue: true,
        },
      })
    const start = withParts({ functionCall: { name: 'f', willContinue: true }, thoughtSignature: 's' })
    const open = merge(start, piece('$.city', { stringValue: 'Bos' }, true))
    expect(first(open).parts[0]?.functionCall).toMatchObject({ args: { city: 'Bos' }, willContinue: true })
    const reply = merge(
      start,
      piece('$.city', { stringValue: 'Bos' }, true),
      piece('$.city', { stringValue: 'ton' }),
      piece('$.list[1].deep', { numberValue: 2 }),
      piece("$['a b']", { boolValue: false }),
      piece('$.none', { nullValue: 'NULL_VALUE' }),
      piece('$.__proto__.polluted', { stringValue: 'x' }),
      piece('$.huge[999999999]', { stringValue: 'x' }),
      withParts({ functionCall: {} }),
      withParts({ functionCall: { name: 'g', args: {} } }),
    )
    expect(first(reply).parts).toEqual([
      {
        functionCall: {
          name: 'f',
          args: { city: 'Boston', list: [undefined, { deep: 2 }], 'a b': false, none: null },
        },
        thoughtSignature: 's',
      },
      { functionCall: { name: 'g', args: {} } },
    ])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

const said = (index: number | undefined, text: string) => ({ content: { parts: [{ text }] }, index })

const cite = (uri: string) => ({ startIndex: 1, endIndex: 2, uri })

const logprobs = (token: string) => ({
  candidates: [{ logprobsResult: { chosenCandidates: [{ token }] } }],
})

describe('fold', () => {
  test('usage is replaced whole, empty fields keep what was there, feedback is the first', () => {
    const reply = merge(
      {
        usageMetadata: { totalTokenCount: 198, thoughtsTokenCount: 9 },
        promptFeedback: { safetyRatings: [] },
        responseId: 'r',
      },
      {
        candidates: [
          {
            groundingMetadata: { webSearchQueries: ['q'] },
            safetyRatings: [{ category: 'c', probability: 'LOW' }],
          },
        ],
      },
      {
        candidates: [{ groundingMetadata: {}, safetyRatings: [] }],
        usageMetadata: { totalTokenCount: 46 },
        responseId: '',
      },
    )
    expect(reply.usageMetadata).toEqual({ totalTokenCount: 46 })
    expect(reply.responseId).toBe('r')
    expect(first(reply)).toMatchObject({
      groundingMetadata: { webSearchQueries: ['q'] },
      safetyRatings: [{ category: 'c' }],
    })
  })

  test('candidates are told by index, absent meaning zero', () => {
    const reply = merge(
      { candidates: [said(1, 'B')] },
      { candidates: [said(undefined, 'a'), said(1, 'b')] },
      { candidates: [said(undefined, '1'), said(undefined, '2')] },
    )
    expect(reply.candidates.map((candidate) => [candidate.index, textOf(candidate)])).toEqual([
      [0, 'a1'],
      [1, 'Bb2'],
    ])
  })

  test('citations under either name, each once', () => {
    const reply = merge(
      { candidates: [{ citationMetadata: { citationSources: [cite('a')] } }] },
      { candidates: [{ citationMetadata: { citations: [cite('a'), cite('b')] } }] },
    )
    expect(first(reply).citations.map((one) => one.uri)).toEqual(['a', 'b'])
  })

  test('log probabilities of all chunks stand one after another', () => {
    expect(first(merge(logprobs('a'), logprobs('b'))).logprobsResult).toEqual({
      chosenCandidates: [{ token: 'a' }, { token: 'b' }],
    })
  })

  test('takes any JSON without throwing or changing its arguments, and never touches a prototype', () => {
    const key = fc.constantFrom(
      'candidates',
      'content',
      'parts',
      'text',
      'thought',
      'functionCall',
      'index',
      '__proto__',
      'citationMetadata',
      'citationSources',
      'logprobsResult',
      'promptFeedback',
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
      ),
    }))
    fc.assert(
      fc.property(fc.array(fc.dictionary(key, tree), { maxLength: 4 }), (values) => {
        const chunks = JSON.parse(JSON.stringify(values)) as unknown[]
        const before = JSON.stringify(chunks)
        const reply = merge(...chunks)
        for (const candidate of reply.candidates) textOf(candidate)
        outcomeOf(reply, { kind: 'end' })
        expect(JSON.stringify(chunks)).toBe(before)
        expect(Object.getPrototypeOf(reply)).toBe(Object.prototype)
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  test('shares what did not grow', () => {
    const before = merge(withParts({ functionCall: { name: 'f' } }, { text: 'a' }))
    const after = fold(before, { candidates: [{ index: 1, content: { parts: [{ text: 'x' }] } }] })
    expect(after.candidates[0]).toBe(before.candidates[0])
    expect(textOf(first(before))).toBe('a')
  })
})

describe('outcomeOf', () => {
  const end: Ending = { kind: 'end' }
  const finished = (reason: string, ...parts: unknown[]) =>
    merge({ candidates: [{ content: { parts }, finishReason: reason }] })
  const text = { text: 'x' }

  test.each([
    ['complete', finished('STOP', text)],
    ['complete', finished('STOP', { functionCall: { name: 'f' } })],
    ['no answer', finished('STOP')],
    ['no answer', finished('STOP', { text: '', thoughtSignature: 's' })],
    ['no answer', finished('MAX_TOKENS', { text: 'hm', thought: true })],
    ['cut off', finished('MAX_TOKENS', text)],
    ['no answer', finished('MAX_TOKENS')],
    ...[
      'SAFETY',
      'RECITATION',
      'LANGUAGE',
      'BLOCKLIST',
      'PROHIBITED_CONTENT',
      'SPII',
      'IMAGE_SAFETY',
      'IMAGE_OTHER',
    ].map((reason) => ['blocked', finished(reason, text)] as const),
    ...[
      'MALFORMED_FUNCTION_CALL',
      'UNEXPECTED_TOOL_CALL',
      'TOO_MANY_TOOL_CALLS',
      'NO_IMAGE',
      'OTHER',
      'BORED',
    ].map((reason) => ['failed', finished(reason, text)] as const),
    ['blocked', merge({ promptFeedback: { blockReason: 'SAFETY' } })],
    ['interrupted', merge({ promptFeedback: { safetyRatings: [] } })],
    ['interrupted', merge(chunk('x'))],
    ['interrupted', emptyReply],
  ] as const)('%s: %j', (state, reply) => expect(outcomeOf(reply, end)).toBe(state))

  test('a failure outweighs a finish reason, and says whether it was a cut', () => {
    const reply = finished('STOP', text)
    expect(outcomeOf(reply, { kind: 'failed', failure: failure('unavailable', '') })).toBe('failed')
    expect(outcomeOf(reply, { kind: 'failed', failure: failure('interrupted', '') })).toBe('interrupted')
    expect(outcomeOf(reply, { kind: 'stopped' })).toBe('stopped')
  })

  test('several candidates: each its own, together interrupted if one is', () => {
    const reply = merge({
      candidates: [
        { finishReason: 'STOP', content: { parts: [text] } },
        { index: 1, content: { parts: [text] } },
      ],
    })
    expect(outcomeOf(reply, end, 0)).toBe('complete')
    expect(outcomeOf(reply, end, 1)).toBe('interrupted')
    expect(outcomeOf(reply, end)).toBe('interrupted')
    expect(outcomeOf(reply, end, 7)).toBe('interrupted')
  })
})
