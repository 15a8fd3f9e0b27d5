/** What becomes of the records of version 1 on disk, whoever else is at work on them meanwhile. */
import { afterEach, expect, test, vi } from 'vitest'
import { decode, withPictures } from '../store/fixtures/v1Base.ts'
import {
  everything,
  expectNothingSetAside,
  fixture,
  freshBase,
  openPage,
  page,
  recordsOf,
} from './fixtures/v1Page.ts'
import type { Page } from './fixtures/v1Page.ts'
import type { Image1, V1Fixture } from '../store/fixtures/v1Base.ts'

interface Turn1 {
  parts: unknown[]
  images?: Image1[]
  id: string
  conversation: string
  run?: object
}
const turns1 = recordsOf('turns').map(([key, value]) => [key, decode(value) as Turn1] as const)
const answers = turns1.filter(([, { run }]) => run)
const conversations = [...new Set(turns1.map(([, { conversation }]) => conversation))]
const promptKeys = (keys: readonly string[]) => keys.filter((key) => key.startsWith('run/prompt/'))
const tabsWithAnswer = [
  ...new Set(promptKeys(recordsOf('drafts').map(([key]) => key)).map((key) => key.split('/')[2]!)),
]

/** Idle time comes when the test says so. */
function holdIdleTime() {
  const waiting: (() => void)[] = []
  vi.stubGlobal('requestIdleCallback', (work: () => void) => waiting.push(work))
  return {
    async spend(own: Page): Promise<void> {
      while (waiting.length > 0) {
        waiting.splice(0).forEach((work) => work())
        // Behind what was begun, whether more has been asked for or not.
        await own.amend([], 'turns', [], () => [])
      }
    },
  }
}

/** Reads everything that is lifted when it is read, and waits until it is on disk. */
async function liftAll(own: Page): Promise<void> {
  await own.loadPromptRun()
  for (const conversation of conversations) await own.readTurns(conversation)
  await vi.waitFor(async () => {
    const { turns } = await everything()
    const old = Object.values(turns!).filter((turn) => typeof (turn as Turn1).run === 'object')
    expect(old).toEqual([])
  })
}

const lifted = async () => {
  const { turns, runs, runData, drafts, ...others } = await everything()
  // Drafts are written in their own time.
  const references = Object.entries(others['references']!).filter(
    ([key]) => !/^drafts\/(?!prompt-run)/.test(key),
  )
  const pointers = Object.entries(drafts!).filter(([key]) => key.startsWith('prompt-run/'))
  return { turns, runs, runData, references, pointers }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

test('the base holds every answer as a run after idle time, and nothing of it in the old place', async () => {
  const own = await page('a')
  await liftAll(own)
  const now = await everything()
  expect(Object.keys(now['runs']!).toSorted()).toEqual(
    [
      ...answers.map(([, { id }]) => `v1-${id}`),
      ...tabsWithAnswer.map((tab) => `v1-prompt-${tab}`),
    ].toSorted(),
  )
  expect(promptKeys(Object.keys(now['drafts']!))).toEqual([])
  for (const tab of tabsWithAnswer)
    expect(now['drafts']![`prompt-run/${tab}`]).toEqual({ run: `v1-prompt-${tab}` })
  for (const [key, { id, run }] of turns1)
    if (run) expect(now['turns']![key]).toMatchObject({ parts: [], run: `v1-${id}` })
  await expectNothingSetAside(own)
})

const asItWas = (name: string) =>
  Object.fromEntries(recordsOf(name).map(([key, value]) => [key, decode(value)]))
const unchanged = (drafts: Record<string, unknown>) =>
  Object.entries(drafts).filter(([key]) => !/^(run\/prompt|prompt-run|tab|note)\//.test(key))

test('everything else stays as it was', async () => {
  await liftAll(await page('a'))
  const now = await everything()
  for (const name of ['images', 'conversations', 'vectors', 'jobs', 'aside'])
    expect(now[name]).toEqual(asItWas(name))
  expect(unchanged(now['drafts']!)).toEqual(unchanged(asItWas('drafts')))
  for (const [key, { run, images, ...turn }] of turns1)
    if (!run)
      expect(now['turns']![key]).toEqual(images ? { ...turn, parts: withPictures(turn.parts, images) } : turn)
})

test('the request of each answer of Prompt is byte for byte what was sent, its chunks are as they came', async () => {
  const own = await page('a')
  await own.loadPromptRun()
  for (const tab of tabsWithAnswer) {
    const kept = (name: string) =>
      recordsOf('drafts')
        .filter(([key]) => key.startsWith(`run/prompt/${tab}/${name}`))
        .map(([, value]) => decode(value) as { [field: string]: unknown })
    const [{ sent }] = kept('request') as unknown as [
      { sent: { url: string; headers: object; body: string } },
    ]
    const [head] = kept('head')
    const run = (await own.loadRun(`v1-prompt-${tab}`))!
    expect(run.chunks).toEqual(kept('batch').flatMap(({ chunks }) => chunks as unknown[]))
    expect(run).toMatchObject({
      at: head!['startedAt'],
      elapsed: head!['elapsed'],
      host: new URL(sent.url).host,
    })
    if (head!['ending']) expect(run.ending).toEqual(head!['ending'])
    expect(run.sent).toMatchObject({ url: sent.url, headers: sent.headers })
    expect(await own.rebuild(run)).toMatchObject({ body: sent.body, differs: null })
  }
})

test('lifting twice, later or by two pages at once, makes the same records', async () => {
  await liftAll(await page('a'))
  const once = await lifted()
  const later = await openPage('a')
  await liftAll(later)
  expect(await lifted()).toEqual(once)
  await expectNothingSetAside(later)
  await freshBase()
  const [one, other] = [await openPage('a'), await openPage('b')]
  await Promise.all([liftAll(one), liftAll(other)])
  expect(await lifted()).toEqual(once)
  const [id] = conversations as [string]
  expect((await one.readTurns(id)).runs).toEqual((await other.readTurns(id)).runs)
  await expectNothingSetAside(one)
})

/** An answer of a conversation, on the screen of a page that has had no idle time yet. */
async function openAnswer(own: Page) {
  await own.chat.loadChat()
  const [, { id, conversation }] = answers.find(([, turn]) =>
    own.chat.chat.getState().conversations.some(({ id: known }) => known === turn.conversation),
  )!
  await own.chat.openConversation(conversation)
  const turn = own.chat.chat.getState().turns.get(id)!
  return { turn, conversation, said: own.partsOf(turn) }
}

test('what is changed before idle time comes stays changed, and its answer is on disk with it', async () => {
  const idle = holdIdleTime()
  const own = await page('a')
  const { turn, conversation, said } = await openAnswer(own)
  await own.turns.leaveOut([turn], true)
  // The page goes away here, and another one finds it.
  const next = await openPage('a')
  await next.chat.loadChat()
  await next.chat.openConversation(conversation)
  const found = next.chat.chat.getState().turns.get(turn.id)!
  expect(found.leftOut).toBe(true)
  expect(next.partsOf(found)).toEqual(said)
  await idle.spend(own)
  expect((await everything())['turns']![`${conversation}/${turn.id}`]).toMatchObject({ leftOut: true })
})

test('what is deleted for good before idle time comes stays deleted', async () => {
  const idle = holdIdleTime()
  const own = await page('a')
  const { conversation } = await openAnswer(own)
  await own.chat.deleteConversation(conversation)
  await own.purge(Date.now() + 1)
  await idle.spend(own)
  const { turns, runs } = await everything()
  expect(Object.keys(turns!).filter((key) => key.startsWith(conversation))).toEqual([])
  const left = Object.values(runs!).filter((run) => (run as { owner: string }).owner.endsWith(conversation))
  expect(left).toEqual([])
})

test('a run that a tab has begun meanwhile is the one that it comes back to', async () => {
  await freshBase()
  const own = await openPage('b')
  const tab = fixture.tabs['a']!.tab
  await own.write([{ store: 'drafts', key: `prompt-run/${tab}`, value: { run: 'newer' } }])
  await own.loadPromptRun()
  const { drafts, runs } = await everything()
  expect(drafts![`prompt-run/${tab}`]).toEqual({ run: 'newer' })
  expect(Object.keys(runs!)).toContain(`v1-prompt-${tab}`)
})

/** The fixture with some records otherwise. */
function changed(store: string, change: (key: string, value: unknown) => unknown): V1Fixture {
  const stores = fixture.stores.map((one) =>
    one.name === store
      ? { ...one, records: one.records.map(([key, value]) => [key, change(key, value)] as [string, unknown]) }
      : one,
  )
  return { ...fixture, stores }
}
const asideNow = async () =>
  Object.values((await everything())['aside']!).map((one) => one as { key: string; value: unknown })

test.each(['head', 'request', 'batch/000000'])(
  'a part of an answer of Prompt that cannot be read goes aside: %s',
  async (part) => {
    const tab = fixture.tabs['a']!.tab
    const key = `run/prompt/${tab}/${part}`
    await freshBase(
      changed('drafts', (name, value) => (name === key ? { id: 7, chunks: 7, request: 7 } : value)),
    )
    const own = await openPage('a')
    await own.loadPromptRun()
    const aside = await asideNow()
    expect(aside).toHaveLength(3)
    expect(aside.find((one) => one.key === key)?.value).toEqual({ id: 7, chunks: 7, request: 7 })
    expect(own.storage.getState().problem).toContain('set aside')
    const { drafts, runs } = await everything()
    if (part === 'batch/000000')
      expect(runs![`v1-prompt-${tab}`]).toMatchObject({ ending: { failure: { reason: 'DAMAGED' } } })
    // Nothing can be made of the rest, and it stays.
    else expect(promptKeys(Object.keys(drafts!)).length).toBe(3)
    expect(Object.keys(runs!)).toContain(`v1-prompt-${fixture.tabs['b']!.tab}`)
  },
)

const IMAGE = /[0-9a-f]{64}/g
/** Every picture that a record of version 1 names. */
const imagesInUse = () => {
  const named = JSON.stringify(['drafts', 'turns', 'jobs', 'aside'].map((name) => recordsOf(name))).match(
    IMAGE,
  )
  const here = new Set(recordsOf('images').map(([key]) => key.split('/')[0]!))
  const used = new Set(named?.filter((id) => here.has(id)))
  // A smaller copy needs the picture in full size.
  for (const [key, value] of recordsOf('images'))
    if (used.has(key.split('/')[0]!)) used.add((value as { source?: string }).source ?? key)
  return used
}

test.each(['before', 'after'])(
  'a clean-up %s lifting deletes no picture that anything uses',
  async (when) => {
    const own = await page('a')
    vi.stubGlobal('navigator', {
      locks: {
        query: () => Promise.resolve({ held: [] }),
        request: (_: string, __: unknown, work: (lock: object) => unknown) => Promise.resolve(work({})),
      },
    })
    vi.stubGlobal('location', { hash: '#/prompt' })
    if (when === 'after') await liftAll(own)
    const { removeUnusedNow } = await import('./cleanUp.ts')
    const used = imagesInUse()
    const all = new Set(recordsOf('images').map(([key]) => key.split('/')[0]!))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 365 * 24 * 3_600_000 })
    expect(await removeUnusedNow()).toBe(all.size - used.size)
    vi.useRealTimers()
    const left = Object.keys((await everything())['images']!).filter((key) => !key.includes('/'))
    expect(left.toSorted()).toEqual([...used].toSorted())
    expect(used.size).toBeGreaterThan(5)
  },
)
