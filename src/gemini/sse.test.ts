import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, chunk, slices } from './fixtures/server.ts'
import { streams } from './fixtures/streams.ts'
import { emptyReply, fold, textOf } from './reply.ts'
import { createStreamReader } from './sse.ts'
import type { Received, StreamReader } from './sse.ts'
import type { Reply } from './reply.ts'

function read(body: string, sizes: number | readonly number[], key?: string) {
  const reader: StreamReader = createStreamReader(key)
  const received: Received[] = []
  for (const piece of slices(bytesOf(body), sizes)) received.push(...reader.push(piece))
  received.push(...reader.end())
  const reply = received.reduce<Reply>((sum, { response }) => fold(sum, response), emptyReply)
  const [candidate] = reply.candidates
  return { received, failure: reader.failure, text: candidate ? textOf(candidate) : '' }
}

const essence = ({ received, failure, text }: ReturnType<typeof read>) => ({
  text,
  failure,
  events: received.map(({ raw, bytes, response }) => ({ raw, bytes, response })),
})

describe.each(Object.entries(streams))('a stream: %s', (_, { body, text, failure }) => {
  test('gives its text and its failure', () => {
    const result = read(body, 1 << 20)
    expect(result.text).toBe(text)
    expect(result.failure?.kind).toBe(failure)
  })

  test('gives the same in any slicing', () => {
    const whole = essence(read(body, 1 << 20))
    expect(essence(read(body, 1))).toEqual(whole)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }), (sizes) => {
        expect(essence(read(body, sizes))).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  }, 60_000)
})

describe('the stream reader', () => {
  test('never throws, whatever the bytes', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'data: ',
        'event: error',
        '\r\n',
        '\n',
        '\r',
        '{',
        '}',
        '[',
        ']',
        '"',
        '\\',
        '{"error":',
        ':',
        '\uFEFF',
      ),
      fc.json({ maxDepth: 1 }),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (parts, size) => {
        const body = parts.join('')
        expect(essence(read(body, size))).toEqual(essence(read(body, 1 << 20)))
      }),
      { numRuns: 400 },
    )
  }, 60_000)

  test('any chunks come back as they were sent', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }),
        fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        (texts, sizes, end) => {
          const body = texts.map((text) => `data: ${JSON.stringify(chunk(text))}${end}${end}`).join('')
          const { received, failure } = read(body, sizes)
          expect(failure).toBeUndefined()
          expect(received.map((one) => one.response)).toEqual(texts.map((text) => chunk(text)))
          for (const one of received) expect(one.bytes).toBe(Buffer.byteLength(one.raw))
        },
      ),
    )
  })

  test('an error object says its code, status and words', () => {
    const { failure } = read(streams['bare error after an event']?.body ?? '', 3)
    expect(failure).toMatchObject({
      kind: 'unavailable',
      code: 503,
      status: 'UNAVAILABLE',
      message: 'The model is overloaded. Please try again later.',
    })
  })

  test('an error object is known before its line ends', () => {
    const reader = createStreamReader()
    reader.push(bytesOf('{"error":{"code":500,"message":"x"}}'))
    expect(reader.failure?.code).toBe(500)
  })

  test('a web page is named by its title', () => {
    expect(read('<html><title>Hotel WiFi</title>', 5).failure?.message).toContain('an HTML page')
  })

  test('words that are no stream are quoted as they stand', () => {
    expect(read('It works! [really, it does]', 5).failure?.message).toContain('It works! [really, it does]')
  })

  test('the held key is masked in text and object, also when a read cuts it', () => {
    const key = 'AQ.secret-0123456789'
    const body = `data: ${JSON.stringify(chunk(`your key is ${key}!`))}\n\n`
    for (const size of [1, 7, 1000]) {
      const { received, text } = read(body, size, key)
      expect(JSON.stringify(received)).not.toContain(key)
      expect(text).toBe('your key is ••••••••!')
    }
  })

  test('the time grows with the size, not with its square: one event of 64 MB in 1 KB reads', () => {
    const body = bytesOf(`data: ${JSON.stringify(chunk('x'.repeat(64e6)))}\r\n\r\n`)
    const reader = createStreamReader('AQ.secret-0123456789')
    let events = 0
    // A reader that looks at all of it for every read goes through 2 TB, which is more than a test has time for.
    for (const piece of slices(body, 1024)) events += reader.push(piece).length
    expect(events).toBe(1)
  })
})
