import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { adviseRun, failedBeforeAnswer } from '../state/advice.ts'
import { failure } from '../gemini/error.ts'
import { received, says } from './fixtures/run.ts'
import { docFor, nthCall, startFake, stopStarted } from './fixtures/start.ts'
import { forgetCalls } from './fixtures/server.ts'
import { continuationOf, hopOf, hopsOf } from './hops.ts'
import { loadRun, loadRunsOf } from './readRuns.ts'
import { ownReply, read } from './read.ts'
import type { GenerateContentResponse, UsageMetadata } from '../gemini/types.ts'
import type { Settings } from '../request/settings/table.ts'
import type { Run } from './run.ts'

const counts = (promptTokenCount: number, candidatesTokenCount: number): UsageMetadata => ({
  promptTokenCount,
  candidatesTokenCount,
  totalTokenCount: promptTokenCount + candidatesTokenCount,
})

/** A chunk with a token beside its text. */
const goesOn = (text: string, token: string, reason?: string): GenerateContentResponse => ({
  candidates: [
    {
      content: { parts: [{ text }] },
      continuationToken: token,
      ...(reason && { finishReason: reason }),
    },
  ],
})
const withUsage = (one: GenerateContentResponse, usageMetadata: UsageMetadata) => ({ ...one, usageMetadata })

const first = (): Run =>
  received([says('Once '), withUsage(goesOn('upon', 'dG9rZW4=', 'CONTINUATION'), counts(10, 4))], undefined, {
    id: 'one',
  })
const after = (before: Run, responses: GenerateContentResponse[], over: Partial<Run> = {}): Run =>
  received(responses, over.ending ?? { kind: 'end' }, {
    id: `after ${before.id}`,
    parent: before.id,
    before,
    hop: { continuationToken: 'dG9rZW4=' },
    ...over,
  })
const textOf = (run: Run) => read(run).reply.candidates[0]?.parts

afterEach(async () => {
  await stopStarted()
  forgetCalls()
})

test('two requests are one answer: texts in one, tokens summed, the end of the later alone', () => {
  const one = first()
  const two = after(one, [says(' a'), withUsage(says(' time.', 'STOP'), counts(14, 3))])
  expect(textOf(two)).toEqual([{ text: 'Once upon a time.' }])
  expect(read(two).reply.candidates[0]).not.toHaveProperty('continuationToken')
  expect(read(two).reply.usageMetadata).toMatchObject({
    promptTokenCount: 24,
    candidatesTokenCount: 7,
    initialPromptTokenCount: 10,
  })
  expect(read(two).figures).toMatchObject({ tokensIn: 24, tokensOut: 7 })
  expect([read(one).outcome, read(two).outcome]).toEqual(['cut off', 'complete'])
  expect(ownReply(two).candidates[0]?.parts).toEqual([{ text: ' a time.' }])
  expect(read(two).beats).toHaveLength(2)
  expect([hopOf(one), hopOf(two)]).toEqual([1, 2])
})

test('while the next request waits, nothing of the end before is shown', () => {
  const waiting = { ...after(first(), []), ending: null, elapsed: null }
  expect(textOf(waiting)).toEqual([{ text: 'Once upon' }])
  expect(read(waiting).reply.candidates[0]).not.toHaveProperty('finishReason')
  expect(read(waiting).outcome).toBeNull()
})

test('a token counts on whichever late chunk it came, and costs what was read and written so far', () => {
  const late = received([
    says('Once '),
    goesOn('upon', 'dG9rZW4='),
    withUsage(says('', 'CONTINUATION'), counts(10, 4)),
  ])
  expect(continuationOf(late)).toMatchObject({ token: 'dG9rZW4=', hop: 2, input: 14, spent: false })
  expect(continuationOf(received([says('all', 'STOP')]))).toBeNull()
  expect(continuationOf(received([says('cut', 'MAX_TOKENS')]))).toBeNull()
  expect(continuationOf(received([goesOn('cut', 'dG9rZW4=')], { kind: 'stopped' }))).toBeNull()
})

test('a request that failed or was stopped is made once more with the token that it had', () => {
  const one = first()
  const ending = { kind: 'failed', failure: failure('unavailable', 'busy', { code: 503 }) } as const
  const two = after(one, [], { ending })
  expect(continuationOf(two)).toMatchObject({ from: one, token: 'dG9rZW4=', hop: 2 })
  expect(failedBeforeAnswer(two)).toBe(false)
  expect(adviseRun(two)?.actions[0]).toEqual({
    label: 'Continue',
    note: '(hop 2, +~14 tokens input)',
    action: { kind: 'continue' },
  })
  expect(continuationOf(after(one, [says('x')], { ending: { kind: 'stopped' } }))?.from).toBe(one)
})

test('Continue says what it costs, and takes the place of asking for the rest', () => {
  const advice = adviseRun(first(), 0, { continues: true })
  expect(advice?.title).toMatch(/^Cut off/)
  expect(advice?.actions).toEqual([
    { label: 'Continue', note: '(hop 2, +~14 tokens input)', action: { kind: 'continue' } },
  ])
})

test.each<Partial<Settings>>([
  { generationConfig: { maxOutputTokens: 500 } },
  { generationConfig: { maxOutputTokens: 60 }, extra: { generationConfig: { maxOutputTokens: 500 } } },
])('where the limit is used up, going on takes a higher one: %j', (settings) => {
  const spent = received([withUsage(goesOn('Once', 'dG9rZW4=', 'MAX_TOKENS'), counts(10, 4))], undefined, {
    asked: { kind: 'doc', doc: docFor('Tell', settings) },
  })
  const advice = adviseRun(spent)
  expect(advice?.body.join('')).toContain('To go on, the next one has to have a higher limit.')
  expect(advice?.actions[0]).toEqual({
    label: 'Continue',
    note: '(hop 2, +~14 tokens input, Max output tokens 1,024)',
    action: { kind: 'continue', limit: 1024 },
  })
})

const sourced = (text: string, uri: string): GenerateContentResponse => ({
  candidates: [
    {
      content: { parts: [{ text }] },
      finishReason: 'STOP',
      groundingMetadata: {
        groundingChunks: [{ web: { uri } }],
        groundingSupports: [{ segment: { endIndex: 3 }, groundingChunkIndices: [0] }],
      },
      urlContextMetadata: { urlMetadata: [{ retrievedUrl: `${uri}/page` }] },
      logprobsResult: { chosenCandidates: [{ token: text, logProbability: -0.1 }] },
    },
  ],
})

const hop = (text: string, uri: string) => ({
  parts: [{ text }],
  groundingMetadata: {
    groundingChunks: [{ web: { uri } }],
    groundingSupports: [{ segment: { endIndex: 3 }, groundingChunkIndices: [0] }],
  },
  urlContextMetadata: { urlMetadata: [{ retrievedUrl: `${uri}/page` }] },
})

test('each request keeps its sources and fetched pages apart, with the parts that they count in; log probabilities are the answer’s', () => {
  const one = received([sourced('One ', 'https://a.example')])
  const two = after(one, [sourced('two', 'https://b.example')])
  const [joined] = read(two).reply.candidates
  expect(hopsOf(joined!)).toMatchObject([hop('One ', 'https://a.example'), hop('two', 'https://b.example')])
  expect(joined?.logprobsResult).toEqual({
    chosenCandidates: [
      { token: 'One ', logProbability: -0.1 },
      { token: 'two', logProbability: -0.1 },
    ],
  })
  const three = read(after(two, [says(' three', 'STOP')])).reply.candidates[0]
  expect(hopsOf(three!).map(({ parts }) => parts)).toEqual([
    [{ text: 'One ' }],
    [{ text: 'two' }],
    [{ text: ' three' }],
  ])
  expect(three).toMatchObject({ logprobsResult: { chosenCandidates: { length: 2 } } })
})

test('both come back from the journal, the token unharmed, and the body says what was sent', async () => {
  const token = `AIza${'x'.repeat(35)}==`
  const one = startFake()
  const call = await nthCall(0)
  call.send(goesOn('Once ', token, 'CONTINUATION'))
  call.end()
  const from = await one.settled
  await one.kept
  const two = startFake({ goesOn: { from, continuationToken: token } })
  const next = await nthCall(1)
  next.sendText('upon')
  next.send(says('', 'STOP'))
  next.end()
  await two.settled
  await two.kept
  const loaded = await loadRun(two.id)
  expect(loaded).toMatchObject({ parent: one.id, hop: { continuationToken: token } })
  expect(textOf(loaded!)).toEqual([{ text: 'Once upon' }])
  expect(continuationOf((await loadRun(one.id))!)?.token).toBe(token)
  const all = await loadRunsOf({ kind: 'prompt' })
  expect(textOf(all.find(({ id }) => id === two.id)!)).toEqual([{ text: 'Once upon' }])
})
