/** Prompt's runs: from a press on Run to the answer that this tab shows. */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { turnOf } from '../../request/draft.ts'
import { phaseOf } from '../../runs/exchange.ts'
import { findRun, isInMemory, keepMemoryRun, peekRun, useRun } from '../../runs/registry.ts'
import { startRun } from '../../runs/start.ts'
import { amend, parseAll, readAll, write } from '../../store/database.ts'
import { keep } from '../../store/keep.ts'
import { loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import { recordsOf } from '../../runs/journal.ts'
import { promptDoc } from '../documents/documents.ts'
import { settingsWithoutKeys } from '../documents/settings.ts'
import { withoutKey } from '../connection/keyInText.ts'
import { presentOver } from '../connection/session.ts'
import { followOwnRun } from '../shell/inspector.ts'
import { createLaunch } from '../documents/launch.ts'
import { mapWrittenTexts, prompt, touch } from './prompt.ts'
import type { RequestDoc } from '../../request/doc.ts'
import type { Change } from '../../store/database.ts'
import type { Run, RunId } from '../../runs/run.ts'
import type { Over, RunHandle } from '../../runs/start.ts'
import type { Gemini } from '../../gemini/client.ts'

/** A press on Run. `beside`: it was not of what is written, but of a document of its own. */
interface Press {
  run: RunId
  beside?: true
}

/** What Prompt shows, and what it has shown. */
interface Shown {
  /** The run whose answer is on the screen; null before the first. */
  id: RunId | null
  /** The last presses of this tab, the oldest first; the one on the screen is among them. */
  presses: readonly Press[]
}

/** Each tab comes back to its own. */
export const shownPromptRun = createStore<Shown>(() => ({ id: null, presses: [] }))

/** So many answers are a key away; the others are in History. */
const MOST_PRESSES = 20

const KEY = 'prompt-run'

function parsePress(value: unknown): Press {
  const { run, beside } = (value ?? {}) as Partial<Press>
  if (typeof run !== 'string') throw new TypeError('no press')
  return { run, ...(beside === true && { beside }) }
}

/** By hand, for the first load has no schemas. `presses` is not there where an earlier version of this page has written it. */
function parse(value: unknown): Press & { presses?: Press[] } {
  const { presses } = (value ?? {}) as { presses?: unknown }
  return { ...parsePress(value), ...(Array.isArray(presses) && { presses: presses.map(parsePress) }) }
}

/** The id of Prompt's answer, followed by the component. */
export const usePromptRunId = (): RunId | null => useStore(shownPromptRun, ({ id }) => id)

/** Whether the answer on the screen is that of a document of its own, a state of the demo. */
export const usePromptBeside = (): boolean =>
  useStore(shownPromptRun, ({ id, presses }) => presses.some(({ run, beside }) => run === id && beside))

/** One value of the run that was begun last, which may be another than the one on the screen; null where there is none. */
export function useLastPromptRun<T>(select: (run: Run) => T): T | null {
  return useRun(
    useStore(shownPromptRun, ({ presses }) => presses.at(-1)?.run ?? null),
    select,
  )
}

/** The place of the answer on the screen among the last ones, counted from 1; null where it is the only one. */
export function usePromptPlace(): { place: number; count: number } | null {
  const { id, presses } = useStore(shownPromptRun)
  const place = presses.findIndex(({ run }) => run === id) + 1
  return presses.length > 1 && place > 0 ? { place, count: presses.length } : null
}

function show(id: RunId, presses: readonly Press[]): void {
  shownPromptRun.setState({ id, presses })
  followOwnRun()
  const pressed = presses.find(({ run }) => run === id)
  saveTabDraft(KEY, { ...pressed, run: id, presses })
}

let stepping: Promise<void> = Promise.resolve()

/**
 * Shows the answer before the one on the screen (-1), or the one after it (1). Those that were deleted are passed over.
 * Of quick presses each one counts.
 */
export function stepPromptRun(by: -1 | 1): Promise<void> {
  // One that failed stands in nobody's way.
  stepping = stepping.catch(() => undefined).then(() => step(by))
  return stepping
}

async function step(by: -1 | 1): Promise<void> {
  const { id, presses } = shownPromptRun.getState()
  const from = presses.findIndex(({ run }) => run === id)
  const gone = new Set<RunId>()
  for (let at = from + by; presses[at]; at += by) {
    const { run } = presses[at]!
    const found = await findRun(run)
    const now = shownPromptRun.getState()
    // A press on Run came first.
    if (now.id !== id) return
    if (found) return show(run, without(now.presses, gone))
    gone.add(run)
  }
  shownPromptRun.setState(({ presses: now }) => ({ presses: without(now, gone) }))
}

/** Shows the answer before one that was deleted for good, where it is on the screen. */
export function forgetPress(id: RunId): void {
  const { id: shown, presses } = shownPromptRun.getState()
  const at = presses.findIndex(({ run }) => run === id)
  if (at < 0) return
  const left = without(presses, new Set([id]))
  const next = left[Math.max(0, at - 1)]?.run ?? null
  if (shown !== id) shownPromptRun.setState({ presses: left })
  else if (next === null) shownPromptRun.setState({ id: null, presses: [] })
  else show(next, left)
}

const without = (presses: readonly Press[], gone: ReadonlySet<RunId>): readonly Press[] =>
  presses.filter(({ run }) => !gone.has(run))

/** Version 1 kept the last answer of each tab among the drafts, under this name; it becomes a run like all others. */
const V1 = 'run/prompt/'

async function liftV1(): Promise<void> {
  const records = await readAll('drafts', (value) => value, { prefix: V1 })
  if (records.length === 0) return
  const { liftPromptRun, parsePromptRecord } = await import('../../runs/liftV1.ts')
  const readable = await parseAll('drafts', records, parsePromptRecord)
  const tabs = new Set(readable.map(([key]) => key.slice(V1.length).split('/')[0]!))
  for (const tab of tabs) {
    const own = readable.filter(([key]) => key.startsWith(`${V1}${tab}/`))
    const run = liftPromptRun(
      own.map(([, record]) => record),
      `v1-prompt-${tab}`,
    )
    // Nothing can be made of these, and nobody else wants their place.
    if (!run) continue
    const moved: Change[] = [
      ...recordsOf(run, null),
      ...own.map(([key]): Change => ({ store: 'drafts', key, value: undefined })),
    ]
    const pointer: Change = { store: 'drafts', key: `${KEY}/${tab}`, value: { run: run.id } }
    // The tab may have begun a run since: then it comes back to that one.
    const lifted = await amend(['runs', 'runData'], 'drafts', [pointer.key], (found) =>
      found.get(pointer.key) === undefined ? [...moved, pointer] : moved,
    )
    // On a full disk it is kept in this tab.
    if (!lifted) await write([...moved, pointer])
  }
}

/** Brings back the answer of the last visit, unless a run has begun meanwhile. To be called once a page. */
export async function loadPromptRun(): Promise<void> {
  await liftV1()
  const pointer = await loadTabDraft(KEY, parse)
  if (!pointer) return
  const { run: last, beside, presses: kept = [{ run: last, ...(beside && { beside }) }] } = pointer
  const gone = new Set<RunId>()
  let run: RunId | undefined
  // Another tab may have deleted the one that was shown: the newest of the others takes its place.
  for (const id of [last, ...kept.map((pressed) => pressed.run).toReversed()]) {
    run = (await findRun(id))?.id
    if (run !== undefined) break
    gone.add(id)
  }
  if (run === undefined) return
  const presses = without(kept, gone)
  const before = shownPromptRun.getState()
  // What was pressed meanwhile comes after what the last visit left.
  const all = [...presses, ...before.presses]
  if (before.id === null) shownPromptRun.setState({ id: run, presses: all })
  else show(before.id, all)
}

/** What Run would send now. */
export function promptRequestDoc(): RequestDoc {
  return { v: 2, settings: promptDoc.settings.store.getState(), turns: [turnOf(prompt.getState())] }
}

export const promptLaunch = createLaunch()

/** Counts starts, so that of two that wait for their pictures only the later one runs. */
let starts = 0
let going: RunHandle | null = null
/** Who answers the last press on Run. */
let latest: { id: RunId; gemini: Gemini } | null = null

/** Whether this very request is under way already and nothing has come of it: then it was pressed twice. */
function isPressedTwice(doc: RequestDoc, { gemini }: Over): boolean {
  const run = latest?.gemini === gemini ? peekRun(latest.id) : null
  if (!run || phaseOf(run) !== 'waiting' || run.attempts.length > 0 || run.asked.kind !== 'doc') return false
  return JSON.stringify(run.asked.doc) === JSON.stringify(doc)
}

function press(doc: RequestDoc, beside: boolean, again: () => Promise<boolean>): Promise<boolean> {
  starts += 1
  const mine = starts
  return promptLaunch.launch(
    {
      doc,
      nothing: 'Write a prompt first.',
      stands: () => mine === starts,
      send(request, over) {
        if (latest && isPressedTwice(doc, over)) return show(latest.id, shownPromptRun.getState().presses)
        // What it has brought is kept, as after Stop.
        going?.stop()
        const handle = startRun({
          request,
          asked: { kind: 'doc', doc },
          origin: { kind: 'prompt' },
          over,
          keep: keep.getState().fresh ? 'journal' : 'memory',
        })
        going = handle
        latest = { id: handle.id, gemini: over.gemini }
        const shown: Press = { run: handle.id, ...(beside && { beside }) }
        show(handle.id, [...shownPromptRun.getState().presses, shown].slice(-MOST_PRESSES))
      },
    },
    again,
  )
}

/** Sends the prompt with the present settings, or says why not. @returns whether it was sent */
export function runPrompt(): Promise<boolean> {
  const doc = promptRequestDoc()
  touch()
  return press(doc, false, runPrompt)
}

/** Runs a document of its own, a state of the demo; what is written and set stays as it is. @returns whether it was sent */
export function runBeside(doc: RequestDoc): Promise<boolean> {
  return press(doc, true, () => runBeside(doc))
}

/** What "Run again" beside an answer asks for: a state of the demo is met once more, for as long as the demo is asked. */
export async function runPromptAgain(): Promise<boolean> {
  const { id, presses } = shownPromptRun.getState()
  const { beside } = presses.find(({ run: pressed }) => pressed === id) ?? {}
  const run = beside && id !== null && presentOver().host === 'demo' ? await findRun(id) : null
  return run?.asked.kind === 'doc' ? runBeside(run.asked.doc) : runPrompt()
}

/** Runs again at a moment the reader chose to wait for. @param at epoch milliseconds */
export const schedulePrompt = (at: number): void => promptLaunch.schedule(at, () => void runPromptAgain())

/** Ends the run, and one that still waits for its pictures or its time. */
export function stopPrompt(): void {
  starts += 1
  promptLaunch.unschedule()
  going?.stop()
}

/** Cuts what looks like a key out of prompt and settings. */
export function removePromptKey(): void {
  promptLaunch.closeQuestion()
  mapWrittenTexts(withoutKey)
  const { store, replace } = promptDoc.settings
  replace(settingsWithoutKeys(store.getState()))
}

/** What "Continue" asks for: the answer on the screen goes on in another request. @returns whether it was sent */
export async function continuePrompt(limit?: number): Promise<boolean> {
  const { id } = shownPromptRun.getState()
  starts += 1
  const mine = starts
  const over = presentOver()
  const run = id === null ? null : await findRun(id)
  // Loaded on the click: most answers are whole.
  const { goingOn, withToken } = await import('../goOn.ts')
  const next = await goingOn(run, over, limit)
  if (mine !== starts) return false
  if (typeof next === 'string') {
    promptLaunch.say(next)
    return false
  }
  const { doc, asked, from, continuationToken } = next
  return promptLaunch.launch(
    {
      doc,
      over,
      nothing: 'Write a prompt first.',
      stands: () => mine === starts && shownPromptRun.getState().id === id,
      send(request) {
        going?.stop()
        // The answer is one: its rest is kept where its beginning is, and its beginning where the rest is to be kept.
        const kept = keep.getState().fresh || !isInMemory(from.id)
        if (kept) void keepMemoryRun(from.id)
        const handle = startRun({
          request: withToken(request, next),
          asked,
          origin: { kind: 'prompt' },
          over,
          goesOn: { from, continuationToken },
          keep: kept ? 'journal' : 'memory',
        })
        going = handle
        // It is the same answer, and takes its place.
        const { presses } = shownPromptRun.getState()
        show(
          handle.id,
          presses.map((pressed) =>
            pressed.run === id ? Object.assign({}, pressed, { run: handle.id }) : pressed,
          ),
        )
      },
    },
    () => continuePrompt(limit),
  )
}

/** Asks for the rest of what arrived of a candidate, in a conversation: a prompt is one turn. */
export async function askForRest(candidate: number): Promise<void> {
  const { id } = shownPromptRun.getState()
  const run = id === null ? null : await findRun(id)
  // Loaded on the click: who only uses Prompt has no conversations.
  const { restInChat } = await import('../chat/fromRun.ts')
  if (run) await restInChat(run, candidate)
}
