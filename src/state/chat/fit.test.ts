import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitTurn, lossesFor } from './fit.ts'
import { docTurnOf, turnsSent } from './history.ts'
import { toContent } from '../../request/doc.ts'
import type { Part } from '../../gemini/types.ts'
import { wireParts } from '../../request/doc.ts'
import type { Turn } from './tree.ts'

let made = 0
function turn(role: Turn['role'], parts: Part[], more: Partial<Turn> = {}): Turn {
  made += 1
  const id = `t${made}`
  return { id, conversation: 'c', parent: null, slot: id, role, parts, at: made, ...more }
}
/** What a model gets of these turns. */
const sentTo = (
  turns: Turn[],
  model: string,
  load: () => Promise<string> = () => Promise.reject(new Error('none')),
) => Promise.all(turnsSent(turns).map((one) => toContent(fitTurn(one, model).said, load)))
const picture = {
  id: 'a'.repeat(64),
  name: 'a.png',
  mimeType: 'image/png',
  bytes: 9,
  from: { at: 'store' as const },
} as const
const by = (model: string, ...parts: Part[]) => turn('model', parts, { model })
const call: Part = { functionCall: { name: 'f', args: { b: 1, a: 2 } }, thoughtSignature: 'c2ln' }
const SPEAKS = 'gemini-2.5-flash-preview-tts'

describe('signatures', () => {
  const parts: Part[] = [
    { text: 'thinking', thought: true },
    { text: 'Hi', thoughtSignature: 'c2ln' },
    { text: '', thoughtSignature: 'c2ln' },
  ]
  test('go back as they came to the model that made them', () => {
    const before = by('gemini-3.6-flash', ...parts, call)
    const { said, loss } = fitTurn(before, 'gemini-3.6-flash')
    expect(loss).toBeNull()
    // The very objects: nothing was rebuilt, so nothing was lost.
    expect(said.parts.every((one, at) => one === before.parts[at])).toBe(true)
  })
  test('are left out for another model, with what was empty but for them', async () => {
    const before = by('gemini-3.6-flash', ...parts)
    const { loss } = fitTurn(before, 'gemini-3.5-flash')
    expect(loss).toEqual({ images: 0, media: 0, tools: 0, signatures: 2, whole: false })
    expect(await sentTo([before], 'gemini-3.5-flash')).toEqual([
      { role: 'model', parts: [{ text: 'thinking', thought: true }, { text: 'Hi' }] },
    ])
  })
  test('the first call gets the documented stand-in, and only for models that ask for one', () => {
    const before = by('gemini-3.6-flash', call, { functionCall: { name: 'g' } })
    expect(fitTurn(before, 'gemini-3.5-flash').said.parts).toEqual([
      { functionCall: call.functionCall, thoughtSignature: 'skip_thought_signature_validator' },
      { functionCall: { name: 'g' } },
    ])
    expect(fitTurn(before, 'gemini-2.5-pro').said.parts[0]).toEqual({ functionCall: call.functionCall })
  })
  test('a call written by hand gets the stand-in too, which is no loss; one that came signed stays', () => {
    const { said, loss } = fitTurn(turn('model', [{ functionCall: { name: 'g' } }]), 'gemini-3.6-flash')
    expect([wireParts(said.parts)[0]?.thoughtSignature, loss]).toEqual([
      'skip_thought_signature_validator',
      null,
    ])
    const signed = turn('model', [call])
    expect(fitTurn(signed, 'gemini-3.6-flash').said.parts).toEqual(signed.parts)
  })
})

describe('what a model does not take', () => {
  const asked = turn('user', [{ media: picture }, { text: 'what is this?' }])
  const alone = turn('user', [{ media: picture }])
  const heard = turn('user', [{ text: 'hear' }, { inlineData: { mimeType: 'audio/wav', data: 'AA==' } }])
  test('pictures, recordings, calls: left out and counted, whole turns too', async () => {
    const all = [asked, by('m', { text: 'a cat' }, call), alone, by('m', { text: 'again' }), heard]
    expect(lossesFor(all, SPEAKS)).toEqual({
      images: 2,
      media: 1,
      tools: 1,
      signatures: 0,
      turns: 1,
      writers: [],
    })
    const sent = await sentTo(all, SPEAKS, () => Promise.resolve('AA=='))
    expect(sent.filter(({ parts = [] }) => parts.length > 0)).toEqual([
      { role: 'user', parts: [{ text: 'what is this?' }] },
      { role: 'model', parts: [{ text: 'a cat' }] },
      { role: 'model', parts: [{ text: 'again' }] },
      { role: 'user', parts: [{ text: 'hear' }] },
    ])
  })
  test('what is left out anyway is not counted', () =>
    expect(lossesFor([turn('user', [{ media: picture }, { text: 'a' }], { leftOut: true })], SPEAKS)).toBe(
      null,
    ))
  test('a model that nobody knows gets everything', () =>
    expect(lossesFor([asked, heard, by('brand-new-9', { text: 'x' }, call)], 'brand-new-9')).toBe(null))
})

const isSigned = ({ thoughtSignature }: Part) => thoughtSignature === 'c2ln'
const anyPart = fc.oneof(
  fc.record({ text: fc.string() }),
  fc.record({ text: fc.string(), thoughtSignature: fc.constant('c2ln') }),
  fc.constant<Part>(call),
  fc.constant<Part>({ inlineData: { mimeType: 'image/png', data: 'AA==' } }),
  fc.constant<Part>({ somethingNew: { a: 1 } }),
)

test('whatever the conversation: what is said to go is what the request lacks, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('gemini-3.6-flash', SPEAKS), fc.array(anyPart, { maxLength: 6 }))),
      fc.constantFrom('gemini-3.6-flash', 'gemini-3-pro-image', 'gemini-2.5-pro', SPEAKS),
      async (turns, model) => {
        const all = turns.map(([writer, parts]) => by(writer, ...parts))
        const whole = turnsSent(all).flatMap((one) => wireParts(docTurnOf(one).parts))
        const sent = (await sentTo(all, model)).flatMap(({ parts = [] }) => parts)
        const losses = lossesFor(all, model) ?? { images: 0, tools: 0, signatures: 0 }
        const lacks = (is: (part: Part) => boolean) => whole.filter(is).length - sent.filter(is).length
        expect(lacks((part) => 'inlineData' in part)).toBe(losses.images)
        expect(lacks((part) => 'functionCall' in part)).toBe(losses.tools)
        // The signature of a call that is left out goes with it, and is not counted again.
        const withCall = losses.tools
        expect(lacks(isSigned)).toBe(losses.signatures + withCall)
        expect(lacks((part) => Boolean(part.text))).toBe(0)
        expect(lacks((part) => 'somethingNew' in part)).toBe(0)
      },
    ),
  )
})
