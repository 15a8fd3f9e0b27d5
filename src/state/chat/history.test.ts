import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  docTurnOf,
  fieldsToEdit,
  rewritten,
  textsToEdit,
  turnText,
  turnsSent,
  withReasons,
} from './history.ts'
import { failure } from '../../gemini/error.ts'
import { toContent, wireParts } from '../../request/doc.ts'
import { received } from '../../runs/fixtures/run.ts'
import { publishRun } from '../../runs/registry.ts'
import type { Ending, Outcome } from '../../gemini/reply.ts'
import type { Part as WirePart } from '../../gemini/types.ts'
import type { LoadMedia, Part } from '../../request/doc.ts'
import type { MediaRef } from '../../request/media.ts'
import type { Turn } from './tree.ts'

let made = 0
function turn(role: Turn['role'], parts: Part[], more: Partial<Turn> = {}): Turn {
  made += 1
  return {
    id: `t${made}`,
    conversation: 'c',
    parent: null,
    slot: `t${made}`,
    role,
    parts,
    at: made,
    ...more,
  }
}
const endings: Record<Outcome, { reason?: string; ending?: Ending }> = {
  complete: { reason: 'STOP' },
  'cut off': { reason: 'MAX_TOKENS' },
  'no answer': { reason: 'STOP' },
  blocked: { reason: 'SAFETY' },
  stopped: { ending: { kind: 'stopped' } },
  interrupted: { ending: { kind: 'failed', failure: failure('interrupted', '') } },
  failed: { ending: { kind: 'failed', failure: failure('unavailable', '') } },
}
/** @param outcome null: it is still being written */
function answer(outcome: Outcome | null, parts: WirePart[], more: Partial<Turn> = {}): Turn {
  const { reason, ending = { kind: 'end' } } = outcome ? endings[outcome] : {}
  const id = `r${made}`
  const response = { candidates: [{ content: { parts }, ...(reason && { finishReason: reason }) }] }
  publishRun(received([response], outcome && ending, { id }))
  return turn('model', [], { run: id, ...more })
}
const you = (text: string, more: Partial<Turn> = {}) => turn('user', [{ text }], more)
/** What goes of these turns, whatever the model takes. */
const contentsOf = (turns: Turn[], load: LoadMedia = () => Promise.reject(new Error('none'))) =>
  Promise.all(turnsSent(turns).map((one) => toContent(docTurnOf(one), load)))
const outs = (turns: Turn[]) => withReasons(turns).map(({ leftOut }) => leftOut)

describe('what is left out of the next request', () => {
  test.each<Outcome>(['blocked', 'interrupted', 'stopped', 'failed'])(
    '%s: the answer and what it answered',
    (state) => {
      expect(outs([you('a'), answer(state, [{ text: 'half' }]), you('b')])).toEqual([
        'its answer',
        'unfinished',
        null,
      ])
    },
  )

  test('results stay with their calls, whatever became of the answer to them', () => {
    const calls = answer('complete', [{ functionCall: { name: 'f' } }])
    const results = turn('user', [{ functionResponse: { name: 'f', response: {} } }])
    expect(outs([you('a'), calls, results, answer('failed', []), you('b')])).toEqual([
      null,
      null,
      null,
      'no answer',
      null,
    ])
  })

  test('an answer without a word cannot be kept, its question can', () => {
    expect(outs([you('a'), answer('no answer', [], { kept: true })])).toEqual(['its answer', 'no answer'])
    expect(outs([you('a', { kept: true }), answer('failed', [])])).toEqual([null, 'no answer'])
  })

  test('not what the user keeps, nor what was cut off at the token limit', () => {
    expect(outs([you('a'), answer('stopped', [{ text: 'half' }], { kept: true })])).toEqual([null, null])
    expect(outs([you('a'), answer('cut off', [{ text: 'half' }])])).toEqual([null, null])
  })

  test('an answer that is still being written', () => {
    expect(outs([you('a'), answer(null, [{ text: 'ha' }])])).toEqual([null, 'unfinished'])
  })

  test('an empty turn, and no other on its behalf', () => {
    expect(outs([you('a'), turn('user', []), turn('model', [{ text: 'b' }])])).toEqual([null, 'empty', null])
  })
})

const media: MediaRef = {
  id: 'a'.repeat(64),
  name: 'a.png',
  mimeType: 'image/png',
  bytes: 3,
  from: { at: 'store' },
}

const picture = (data: string) => ({ inlineData: { mimeType: 'image/png', data } })

test('pictures stand where the turn has them', async () => {
  const parts = [
    { text: 'this' },
    { media },
    { text: 'or this?' },
    { media: { ...media, id: 'b'.repeat(64) } },
  ]
  const contents = await contentsOf([turn('user', parts)], ({ id }) => Promise.resolve(id[0]!))
  expect(contents).toEqual([
    { role: 'user', parts: [{ text: 'this' }, picture('a'), { text: 'or this?' }, picture('b')] },
  ])
})

const signature = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' })
const part: fc.Arbitrary<WirePart> = fc.oneof(
  fc.record({ text: fc.string() }),
  fc.record({ text: fc.constant(''), thoughtSignature: signature }),
  fc.record({ text: fc.string(), thoughtSignature: signature }),
  fc.record({ text: fc.string(), thought: fc.constant(true) }),
  fc.record({
    functionCall: fc.record({ name: fc.string(), args: fc.constant({}) }),
    thoughtSignature: signature,
  }),
  fc.record({ novel: fc.anything({ maxDepth: 1 }).filter((value) => value !== undefined) }),
  fc.constant({}),
)

test('every turn that is sent goes as it came: role, parts, their order, and every byte of a signature', async () => {
  const conversation = fc.array(
    fc.tuple(fc.constantFrom('user' as const, 'model' as const), fc.array(part, { maxLength: 4 })),
    { maxLength: 8 },
  )
  await fc.assert(
    fc.asyncProperty(conversation, async (all) => {
      const turns = all.map(([role, parts]) => turn(role, parts))
      const sent = withReasons(turns).flatMap((one) => (one.leftOut === null ? [one.turn] : []))
      const contents = await contentsOf(turns)
      expect(contents.map(({ role }) => role)).toEqual(sent.map(({ role }) => role))
      for (const [index, { parts = [] }] of contents.entries()) {
        const own = wireParts(sent[index]?.parts ?? [])
        expect(parts.length).toBeGreaterThan(0)
        // The very objects: nothing was rebuilt, so nothing was lost.
        expect(parts).toEqual(own.filter((one) => parts.includes(one)))
        expect(own.filter((one) => 'thoughtSignature' in one).every((one) => parts.includes(one))).toBe(true)
        expect(parts.some((one) => Object.keys(one).length === 0)).toBe(false)
      }
    }),
  )
})

describe('a rewritten turn', () => {
  test('says the new words, and its words are no longer signed', () => {
    const call = { functionCall: { name: 'f' }, thoughtSignature: 'CALL' }
    const parts = [
      { text: 'a', thought: true },
      { text: 'b', thoughtSignature: 'B' },
      call,
      { text: '', thoughtSignature: 'C' },
    ]
    expect(rewritten(turn('model', parts), ['new'])).toEqual([
      { text: 'a', thought: true },
      { text: 'new' },
      call,
    ])
  })

  test('keeps its pictures between its texts, each of which is edited for itself', () => {
    const message = turn('user', [{ text: 'a' }, { media }, { text: 'b' }, { text: 'c' }])
    expect(textsToEdit(message)).toEqual(['a', 'b', 'c'])
    expect(rewritten(message, ['x', '', 'c'])).toEqual([{ text: 'x' }, { media }, { text: 'c' }])
    expect(textsToEdit(turn('model', [{ text: 'a' }, { text: 'b' }]))).toEqual(['ab'])
    expect(rewritten(turn('user', [{ media }]), ['new'])).toEqual([{ media }, { text: 'new' }])
  })

  test('of results is edited one by one, as JSON: ids, names, parts and what was not touched stay', () => {
    const image = { inlineData: { mimeType: 'image/png', data: 'AA==', displayName: 'a.png' } }
    const results = turn('user', [
      { functionResponse: { id: '1', name: 'f', response: { a: 1 }, parts: [image] } },
      { text: 'And?' },
      { functionResponse: { id: '2', name: 'f', response: { a: 2 } } },
    ])
    const edits = fieldsToEdit(results)
    expect(edits).toEqual([
      { result: 'f', text: '{\n  "a": 1\n}' },
      { text: 'And?' },
      { result: 'f', text: '{\n  "a": 2\n}' },
    ])
    const [first, text, second] = rewritten(results, ['{"a": 3}', 'So?', edits[2]!.text])
    expect(JSON.stringify(first)).toBe(
      JSON.stringify({ functionResponse: { id: '1', name: 'f', response: { a: 3 }, parts: [image] } }),
    )
    expect(text).toEqual({ text: 'So?' })
    expect(second).toBe(results.parts[2])
    expect(rewritten(results, ['[1]', '', 'no JSON'])).toEqual([
      { functionResponse: { id: '1', name: 'f', response: { output: [1] }, parts: [image] } },
      results.parts[2],
    ])
  })

  test('reads back as it was written', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.string(), (parts, text) => {
        expect(turnText(turn('model', rewritten(turn('model', parts), [text])))).toBe(text)
      }),
    )
  })
})
