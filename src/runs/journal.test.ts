import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { failure } from '../gemini/error.ts'
import { chunk, received, says, settingsFor, settled } from './fixtures/run.ts'
import { holdElsewhere, locks, page } from './fixtures/page.ts'
import { docFor } from './fixtures/start.ts'
import { keysOnDisk, recordsOnDisk } from '../store/fixtures/base.ts'
import { adviseRun } from '../state/advice.ts'
import { read } from './read.ts'
import { modelOf } from './run.ts'
import type { Page } from './fixtures/page.ts'
import type { Ending } from '../gemini/reply.ts'
import type { Asked, Origin, Run } from './run.ts'

let now: Page

const chat = (conversation: string, turn = 't'): Origin => ({ kind: 'chat', conversation, turn })
const runOf = (id: string, more: Partial<Run> = {}): Run =>
  received([says('a'), says(id, 'STOP')], undefined, { id, ...more })
const idsOf = (runs: readonly Run[]) => runs.map(({ id }) => id).toSorted()

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  holdElsewhere()
  now = await page()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('a run', () => {
  test('is found by its id, and no other', async () => {
    await now.putRun(runOf('a'))
    await now.putRun(runOf('b', { origin: chat('c') }))
    expect(await now.loadRun('b')).toEqual(runOf('b', { origin: chat('c') }))
    expect(await now.loadRun('c')).toBeNull()
  })

  test('of a conversation comes with all of that conversation, and none of another whose name begins so', async () => {
    for (const [id, conversation] of [
      ['a', 'c1'],
      ['b', 'c1'],
      ['d', 'c10'],
      ['e', 'c'],
    ] as const)
      await now.putRun(runOf(id, { origin: chat(conversation, id) }))
    await now.putRun(runOf('f'))
    expect(idsOf(await now.loadRunsOf(chat('c1')))).toEqual(['a', 'b'])
    expect(idsOf(await now.loadRunsOf({ kind: 'prompt' }))).toEqual(['f'])
    expect(await now.loadRunsOf(chat('nobody'))).toEqual([])
    const a = (await now.loadRunsOf(chat('c1'))).find(({ id }) => id === 'a')
    expect(a).toEqual(runOf('a', { origin: chat('c1', 'a') }))
  })

  test('whose head cannot be read is set aside, and the others load', async () => {
    await now.putRun(runOf('a'))
    await now.write([{ store: 'runs', key: 'b', value: { owner: 'prompt', nonsense: true } }])
    expect(idsOf(await now.loadRunsOf({ kind: 'prompt' }))).toEqual(['a'])
    expect(await now.loadRun('b')).toBeNull()
    expect(await keysOnDisk('aside')).toHaveLength(1)
  })

  test('of which a batch is missing is damaged, and says so', async () => {
    await now.putRun(runOf('a'))
    await now.write([{ store: 'runData', key: 'prompt/a/batch/000000', value: undefined }])
    expect(await now.loadRun('a')).toMatchObject({
      chunks: [],
      ending: { kind: 'failed', failure: { kind: 'interrupted', reason: 'DAMAGED' } },
    })
  })

  test('of which a batch cannot be read is damaged, with the rest of it', async () => {
    const chunks = [chunk(1, says('first')), chunk(2, says('second', 'STOP'))]
    const keeper = now.keepRun(settled({ ending: null, elapsed: null }), null)
    await keeper.now(settled({ chunks: chunks.slice(0, 1), ending: null, elapsed: null }))
    await keeper.end(settled({ chunks }))
    await now.write([{ store: 'runData', key: 'prompt/run/batch/000001', value: [{ at: 'never' }] }])
    const found = await now.loadRun('run')
    expect(found).toMatchObject({ chunks: chunks.slice(0, 1), ending: { failure: { reason: 'DAMAGED' } } })
  })

  test('whose request cannot be read has an unknown one', async () => {
    await now.putRun(runOf('a'))
    await now.write([{ store: 'runData', key: 'prompt/a/asked', value: { kind: 'novelty' } }])
    expect((await now.loadRun('a'))?.asked.kind).toBe('unknown')
  })
})

describe('a run without an end', () => {
  const going = settled({ chunks: [chunk(1, says('part'))], ending: null, elapsed: null })

  test('is interrupted where nobody works on it', async () => {
    await now.putRun(going)
    expect(await now.loadRun('run')).toMatchObject({
      chunks: going.chunks,
      elapsed: null,
      ending: { kind: 'failed', failure: { kind: 'interrupted', reason: 'RELOADED' } },
    })
  })

  test('goes on where another tab holds its lock, and only its own', async () => {
    await now.putRun(going)
    holdElsewhere('run/run')
    expect(await now.loadRun('run')).toEqual(going)
    holdElsewhere('run/other')
    expect((await now.loadRun('run'))?.ending).not.toBeNull()
  })

  test('that ends just while it is read has the end that it came to', async () => {
    await now.putRun(going)
    holdElsewhere('run/run')
    const whole = { ...going, ending: { kind: 'end' } as const, elapsed: 5 }
    vi.spyOn(locks, 'query').mockImplementationOnce(async () => {
      // The other tab writes the end, and then lets go.
      const keeper = now.keepRun(going, null)
      await keeper.end(whole)
      holdElsewhere()
      return { held: [] }
    })
    expect(await now.loadRun('run')).toMatchObject({ ending: { kind: 'end' }, elapsed: 5 })
  })
})

describe('what is deleted', () => {
  test('leaves nothing behind, and takes nothing of others along', async () => {
    for (const id of ['a', 'ab', 'b']) await now.putRun(runOf(id))
    await now.deleteRuns([runOf('a')])
    const left = [...(await recordsOnDisk()).keys()]
    expect(left.filter((key) => /[/]a([/]|$)/.test(key))).toEqual([])
    expect(await now.loadRun('ab')).toEqual(runOf('ab'))
    expect(await now.loadRun('b')).toEqual(runOf('b'))
  })

  test('goes by age, beyond as many as are kept', async () => {
    for (const [at, id] of ['new', 'old', 'middle'].entries())
      await now.putRun(runOf(id, { at: [3, 1, 2][at]! }))
    await now.retain({ most: 3, bytes: 1e9 })
    expect(await keysOnDisk('runs')).toHaveLength(3)
    await now.retain({ most: 2, bytes: 1e9 })
    expect((await keysOnDisk('runs')).toSorted()).toEqual(['middle', 'new'])
    await now.retain({ most: 0, bytes: 1e9 })
    expect(await keysOnDisk('runs')).toEqual([])
    expect(await keysOnDisk('runData')).toEqual([])
  })

  test('goes beyond as many bytes as are kept, the oldest first and no more than that', async () => {
    for (const at of [1, 2, 3]) {
      const chunks = [chunk(at, says('x'.repeat(1000), 'STOP'))]
      await now.putRun(settled({ id: `r${at}`, at, chunks }))
    }
    await now.retain({ most: 100, bytes: 1e9 })
    expect(await keysOnDisk('runs')).toHaveLength(3)
    await now.retain({ most: 100, bytes: 2900 })
    expect((await keysOnDisk('runs')).toSorted()).toEqual(['r2', 'r3'])
  })

  test('is nothing that a draft, a turn or another run refers to, nor what is going on', async () => {
    for (const [at, id] of ['shown', 'turn', 'parent', 'earlier', 'going', 'loose'].entries())
      await now.putRun(runOf(id, { at }))
    await now.write([
      { store: 'drafts', key: 'prompt-run/tab', value: { run: 'shown' } },
      { store: 'turns', key: 'c/t', value: { id: 't', conversation: 'c', run: 'turn' } },
    ])
    const asked: Asked = {
      kind: 'turns',
      settings: settingsFor(),
      after: { run: 'earlier', count: 1 },
      turns: [{ id: 't', role: 'user' }],
    }
    await now.putRun(runOf('later', { at: 9, origin: chat('c'), parent: 'parent', asked }))
    await now.write([{ store: 'drafts', key: 'prompt-run/other', value: { run: 'later' } }])
    holdElsewhere('run/going')
    await now.retain({ most: 0, bytes: 0 })
    expect((await keysOnDisk('runs')).toSorted()).toEqual([
      'earlier',
      'going',
      'later',
      'parent',
      'shown',
      'turn',
    ])
    // And once nothing refers to it any more, it goes too.
    await now.write([{ store: 'drafts', key: 'prompt-run/tab', value: undefined }])
    await now.retain({ most: 0, bytes: 0 })
    expect(await keysOnDisk('runs')).not.toContain('shown')
  })

  test('keeps the turns that a run sent within reach of the index', async () => {
    const asked: Asked = { kind: 'turns', settings: settingsFor(), turns: [{ id: 't1', role: 'user' }] }
    await now.putRun(runOf('a', { origin: chat('c'), asked }))
    expect(await now.referrersOf('turn/c/t1')).toEqual(['runs/a'])
    expect(await now.referrersOf('turn/other/t1')).toEqual([])
    await now.deleteRuns([runOf('a', { origin: chat('c') })])
    expect(await now.referrersOf('turn/c/t1')).toEqual([])
  })

  test('keeps the pictures of its document within reach of the index', async () => {
    const id = 'f'.repeat(64)
    const doc = docFor()
    const media = {
      id,
      name: 'a.png',
      mimeType: 'image/png' as const,
      bytes: 9,
      from: { at: 'store' as const },
    }
    const asked: Asked = { kind: 'doc', doc: { ...doc, turns: [{ ...doc.turns[0]!, parts: [{ media }] }] } }
    await now.putRun(
      runOf('a', {
        asked,
        sent: {
          method: 'POST',
          url: 'https://a.example',
          headers: {},
          bodyBytes: 1,
          bodyHash: 'e'.repeat(64),
        },
      }),
    )
    expect(await now.referrersOf(`image/${id}`)).toEqual(['runs/a'])
    // A hash is no picture.
    expect(await now.referredTargets('image/')).toEqual(new Set([`image/${id}`]))
  })
})

const text = fc.string({ maxLength: 20 })
const ending: fc.Arbitrary<Ending> = fc.oneof(
  fc.constantFrom<Ending>({ kind: 'end' }, { kind: 'stopped' }),
  text.map((message): Ending => ({
    kind: 'failed',
    failure: failure('unavailable', message, { code: 503 }),
  })),
)
const anyAsked: fc.Arbitrary<Asked> = fc.oneof(
  fc.tuple(text, text).map(([words, model]): Asked => ({ kind: 'doc', doc: docFor(words, { model }) })),
  fc
    .record({ model: text, stream: fc.boolean() })
    .map(({ model, stream }): Asked => ({ kind: 'unknown', model, stream })),
  fc
    .array(fc.record({ id: text, role: fc.constantFrom('user' as const, 'model' as const) }), {
      maxLength: 4,
    })
    .map((turns): Asked => ({
      kind: 'turns',
      settings: settingsFor(),
      after: { run: 'r', count: 2 },
      turns,
    })),
)
const anyRun: fc.Arbitrary<Run> = fc
  .record({
    id: fc.uuid(),
    origin: fc.oneof(
      fc.constant<Origin>({ kind: 'prompt' }),
      fc.uuid().map((id) => chat(id, `t${id}`)),
    ),
    asked: anyAsked,
    at: fc.nat(),
    host: text,
    ending,
    elapsed: fc.option(fc.nat()),
    answers: fc.array(
      fc.oneof(
        text.map((words) => says(words)),
        fc.constant({}),
      ),
      { maxLength: 6 },
    ),
    tries: fc.array(fc.nat(), { maxLength: 2 }),
  })
  .map(({ answers, tries, ...rest }) =>
    settled({
      ...rest,
      chunks: answers.map((one, at) => chunk(at, one)),
      attempts: tries.map((nextAt) => ({ failure: failure('unavailable', 'busy'), nextAt })),
    }),
  )

type Path = (string | number)[]

/** Every place in a JSON value. */
function pathsIn(value: unknown, at: Path = [], into: Path[] = []): Path[] {
  if (at.length > 0) into.push(at)
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) pathsIn(inner, at.concat(name), into)
  return into
}

/** A copy with another value in one place. */
function withValue(value: unknown, [name, ...rest]: Path, other: unknown): unknown {
  if (name === undefined) return other
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  const fields = copy as Record<string, unknown>
  fields[name] = withValue(fields[name], rest, other)
  return copy
}

describe('there and back again', () => {
  test('what is written of any run is read as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (run) => {
        await now.putRun(run)
        expect(await now.loadRun(run.id)).toEqual(run)
      }),
      { numRuns: 60 },
    )
  })

  test('any run comes back out of a file as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (run) => {
        expect(await now.runFromFile(JSON.parse(JSON.stringify(now.forFile(run))))).toEqual(run)
      }),
    )
  })

  test('whatever stands in a file in the place of anything is refused, or can be shown', async () => {
    const cut: Ending = { kind: 'failed', failure: failure('quota', 'no', { code: 429 }) }
    const attempts = [{ failure: failure('unavailable', 'busy'), nextAt: 1 }]
    const whole: unknown = now.forFile(runOf('a', { ending: cut, attempts }))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...pathsIn(whole)), fc.anything(), async (path, value) => {
        const run = await now.runFromFile(withValue(whole, path, value))
        if (!run) return
        adviseRun(run)
        expect(read(run).beats).toHaveLength(run.chunks.length)
        expect(typeof modelOf(run)).toBe('string')
      }),
      { numRuns: 2000 },
    )
    for (const value of [null, 1, 'run', [], {}]) expect(await now.runFromFile(value)).toBeNull()
  })

  test.each<[string, (asked: object) => unknown]>([
    ['no settings', (asked) => ({ ...asked, settings: undefined })],
    [
      'settings without a model',
      (asked) => ({ ...asked, settings: { stream: true, systemInstruction: '' } }),
    ],
    ['turns that are no list', (asked) => ({ ...asked, turns: {} })],
    ['a turn that is none', (asked) => ({ ...asked, turns: [null] })],
    ['a turn without a role', (asked) => ({ ...asked, turns: [{ id: 'a' }] })],
    ['nothing where it goes on from', (asked) => ({ ...asked, after: null })],
    ['a run that is none where it goes on from', (asked) => ({ ...asked, after: { run: 1, count: 1 } })],
    ['a kind that nobody knows', (asked) => ({ ...asked, kind: 'novelty' })],
    ['nothing', () => null],
  ])('a chat run that asked with %s is refused', async (_, wrong) => {
    const asked: Asked = { kind: 'turns', settings: settingsFor(), turns: [{ id: 'a', role: 'user' }] }
    const file = now.forFile(runOf('r', { origin: chat('c'), asked })) as object
    expect(await now.runFromFile(file)).not.toBeNull()
    expect(await now.runFromFile({ ...file, asked: wrong(asked) })).toBeNull()
  })

  test('a file that lost a chunk is damaged', async () => {
    const { chunks, ...whole } = now.forFile(runOf('a')) as { chunks: unknown[] }
    expect((await now.runFromFile({ ...whole, chunks: chunks.slice(1) }))?.ending).toMatchObject({
      failure: { reason: 'DAMAGED' },
    })
  })
})
