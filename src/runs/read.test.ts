import { describe, expect, test } from 'vitest'
import { fold, emptyReply, textOf } from '../gemini/reply.ts'
import { chunk, received, says, settled } from './fixtures/run.ts'
import { read } from './read.ts'
import type { GenerateContentResponse } from '../gemini/types.ts'

const thought: GenerateContentResponse = {
  candidates: [{ content: { parts: [{ text: 'hm', thought: true }] } }],
}

describe('figures', () => {
  const usageMetadata = { promptTokenCount: 412, candidatesTokenCount: 638, thoughtsTokenCount: 521 }
  const chunks = [
    chunk(200),
    chunk(500, thought),
    chunk(840, says('a')),
    chunk(6000, { ...says('b'), usageMetadata }),
  ]

  test('speed counts from the first chunk of the answer, not from the first thought', () => {
    expect(read(settled({ chunks, elapsed: 6420 })).figures).toEqual({
      firstToken: 500,
      total: 6420,
      tokensIn: 412,
      tokensOut: 638,
      thoughts: 521,
      tokensPerSecond: 638 / 5.58,
    })
  })
  test('an answer that came at once has no stretch of its own: there it is the whole run', () => {
    const unary = settled({ chunks: [chunk(1900, says('a')), chunk(1999, { usageMetadata })], elapsed: 2000 })
    expect(read(unary).figures.tokensPerSecond).toBe(319)
  })
  test('a missing count with usage at hand is zero; without usage it is unknown', () => {
    const silent = settled({ chunks: [chunk(500, { usageMetadata: { promptTokenCount: 9 } })] })
    expect(read(silent).figures).toMatchObject({
      firstToken: null,
      tokensIn: 9,
      tokensOut: 0,
      thoughts: 0,
      tokensPerSecond: null,
    })
    expect(read(settled()).figures).toMatchObject({ tokensIn: null, tokensOut: null, thoughts: null })
  })
})

describe('a reading', () => {
  const responses = ['a', 'b', 'c', 'd'].map((text) => says(text))

  test('of a growing run is that of its chunks, whichever states were read before', () => {
    const whole = received(responses, null)
    for (const count of [1, 3, 2, 4, 1]) {
      const state = { ...whole, chunks: whole.chunks.slice(0, count) }
      const expected = responses.slice(0, state.chunks.length).reduce(fold, emptyReply)
      expect(read(state).reply).toEqual(expected)
      expect(read(state).beats).toHaveLength(state.chunks.length)
    }
  })

  test('of chunks that were replaced is made anew', () => {
    const run = received(responses)
    expect(read(run).reply.candidates.map(textOf)).toEqual(['abcd'])
    const masked = {
      ...run,
      chunks: run.chunks.map((one, at) => chunk(one.at, at === 0 ? says('X') : responses[at])),
    }
    expect(read(masked).reply.candidates.map(textOf)).toEqual(['Xbcd'])
  })

  test('says what came of it, and that it has not ended', () => {
    expect(read(received([says('a', 'STOP')])).outcome).toBe('complete')
    expect(read(received([says('a', 'MAX_TOKENS')])).outcome).toBe('cut off')
    expect(read(received([says('a')])).outcome).toBe('interrupted')
    expect(read(received([says('a', 'STOP')], { kind: 'stopped' })).outcome).toBe('stopped')
    expect(read(received([says('a')], null))).toMatchObject({
      outcome: null,
      failure: null,
      figures: { total: null },
    })
  })

  test('of a run of version 1 has the times that were kept', () => {
    const beats = [
      { at: 10, bytes: 5, kind: 'thought' as const },
      { at: 20, bytes: 7, kind: 'answer' as const },
    ]
    const run = received([says('all of it', 'STOP')], { kind: 'end' }, { v1: { beats }, elapsed: null })
    expect(read(run)).toMatchObject({ beats, figures: { firstToken: 10, total: 20 } })
  })
})
