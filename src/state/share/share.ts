import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { draftOf, isEmpty, parseDraft } from '../../request/draft.ts'
import { isMedia, mediaIn, withMedia as putMedia } from '../../request/media.ts'
import { Prompt, VERSION } from '../../request/schema.ts'
import { settingsAfter } from '../../request/settings/path.ts'
import { Settings, keptSettings } from '../../request/settings/schema.ts'
import type { Parse } from '../../store/database.ts'
import type { Settings as SettingsData } from '../../request/settings/table.ts'
import type { Opened } from '../../request/read.ts'
import type { Draft, Draft1, DraftPart } from '../../request/draft.ts'
import type { MediaPart, MediaRef } from '../../request/media.ts'
import type { Turn } from '../../request/schema.ts'
import { MediaFailure } from '../../request/doc.ts'
import { addImageData, loadImageBase64 } from '../images/images.ts'
import { withoutKeys } from '../../runs/keyAtRest.ts'
import { withoutKey } from '../connection/keyInText.ts'
import { session } from '../connection/session.ts'
import { draftForDisk, lifted } from '../keptDraft.ts'
import { loadPrompt, prompt, replaceDraft, written } from '../prompt/prompt.ts'
import { promptDoc } from '../documents/documents.ts'
import { settingsWithoutKeys } from '../documents/settings.ts'
import { leaveForLater, loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import { goTo, workspace } from '../shell/workspace.ts'

type Incoming = Extract<Opened, { ok: true }>['prompt']
type SharedWorkspace = Prompt['workspace']

/** How a workspace gives what it holds to a link or a file, and takes it from one. Settings are seen to here. */
export interface Sharer {
  /** Images carry no `data` yet. */
  collect(): Promise<Partial<Prompt>> | Partial<Prompt>
  /** Must keep what it replaces, or open beside it. Sends nothing. Images are in the store already. */
  apply(incoming: Incoming): Promise<void> | void
}

const sharers = new Map<SharedWorkspace, Sharer>()
/** Opened for a workspace whose code is not loaded yet. */
const inbox = new Map<SharedWorkspace, Incoming>()

/** To be called by the store of a workspace. What was opened for it before that arrives now. */
export function registerSharer(name: SharedWorkspace, sharer: Sharer): void {
  sharers.set(name, sharer)
  const waiting = inbox.get(name)
  inbox.delete(name)
  if (waiting) void sharer.apply(waiting)
}

type TurnPart = Turn['parts'][number]

const partWithoutKeys = <P extends DraftPart | TurnPart>(part: P): P =>
  isMedia(part) || part.text === undefined ? part : { ...part, text: withoutKey(part.text) }

const turnWithoutKeys = (turn: Turn): Turn => ({ ...turn, parts: turn.parts.map(partWithoutKeys) })

/**
 * A key pasted by mistake stays behind: cut out of a text, and said where it stood in arguments, results, settings or
 * names. Bytes are left alone: base64 may look like anything.
 */
function withoutAnyKey(from: Prompt): Prompt {
  const { turns, embed } = from
  const cut: Prompt = {
    ...from,
    parts: from.parts.map(partWithoutKeys),
    systemInstruction: withoutKey(from.systemInstruction),
    ...(turns && { turns: turns.map(turnWithoutKeys) }),
    ...(embed && { embed: { ...embed, texts: embed.texts.map(withoutKey) } }),
  }
  return withoutKeys(cut, session.getState().apiKey)
}

/** What is being written, as it travels: which text is the field's is said where it is not the first. */
export function toParts(draft: Draft): Pick<Prompt, 'parts' | 'field'> {
  const { parts, field } = draft
  if (isEmpty(draft)) return { parts: [] }
  return { parts: [...parts], ...(draftOf(parts).field !== field && { field }) }
}

/** Everything of the workspace on screen that may travel, images without their bytes. */
export async function collectShared(): Promise<Prompt> {
  const { workspace: shown } = workspace.getState()
  const name = [...sharers.keys()].find((one) => one === shown) ?? 'prompt'
  const own = await sharers.get(name)?.collect()
  return withoutAnyKey(
    Prompt.parse({ v: VERSION, ...promptDoc.settings.store.getState(), ...own, workspace: name }),
  )
}

type Replace = (media: MediaRef) => Promise<MediaRef | null>

/** Parts with other media in the places of theirs; those for which there is none are left out. */
async function partsWith<P extends object>(
  parts: readonly (P | MediaPart)[],
  replace: Replace,
): Promise<(P | MediaPart)[]> {
  const found = new Map<MediaRef, MediaRef | null>()
  for (const media of mediaIn(parts)) found.set(media, await replace(media))
  return putMedia(parts, (media) => found.get(media) ?? null)
}

/** The same, wherever a medium stands in what travels: in what is being written, in turns, in rows. */
async function withMedia<T extends Partial<Prompt>>(from: T, replace: Replace): Promise<T> {
  const { parts, field, turns = [], embed } = from
  const mark = parts?.[field ?? -1]
  const own = parts && (await partsWith(parts, replace))
  const marked = own?.findIndex((part) => part === mark) ?? -1
  const said: Turn[] = []
  for (const turn of turns)
    said.push(Object.assign({}, turn, { parts: await partsWith(turn.parts, replace) }))
  const rows: NonNullable<typeof embed>['media'] = []
  for (const { row, media } of embed?.media ?? []) {
    const found = await replace(media)
    if (found) rows.push({ row, media: found })
  }
  const { field: _, ...rest } = from
  return {
    ...(rest as T),
    ...(own && { parts: own }),
    ...(marked >= 0 && { field: marked }),
    ...(from.turns && { turns: said }),
    ...(embed && { embed: { ...embed, ...(embed.media && { media: rows }) } }),
  }
}

/**
 * The same with every image's bytes as base64.
 * @returns also the names of those that this browser no longer has: they are left out
 */
export async function withImageData(from: Prompt): Promise<{ prompt: Prompt; missing: string[] }> {
  const missing: string[] = []
  const load = async (media: MediaRef): Promise<MediaRef | null> => {
    try {
      return { ...media, data: await loadImageBase64(media) }
    } catch (error) {
      if (!(error instanceof MediaFailure)) throw error
      missing.push(media.name)
      return null
    }
  }
  return { prompt: await withMedia(from, load), missing }
}

/** What stands in Prompt: settings and draft. */
interface Snapshot {
  settings: SettingsData
  draft: Draft
  /** Whether this is the reader's own work, or what was opened over it. */
  own: boolean
  /** What was opened is a run of History; a link or a file where it is absent. */
  from?: 'history'
}

const KeptSnapshot = z.object({
  settings: z.unknown(),
  draft: z.unknown(),
  own: z.boolean(),
  from: z.exactOptional(z.literal('history')),
})

const parseSnapshot: Parse<Omit<Snapshot, 'draft'> & { draft: Draft | Draft1 }> = (value, unread) => {
  const { settings, draft, ...rest } = KeptSnapshot.parse(value)
  const { model } = promptDoc.settings.store.getState()
  return { ...rest, settings: keptSettings(settings, model, unread), draft: parseDraft(draft) }
}

/** What stood here before a link or a file was opened, or the opened after going back; null where there is nothing. */
export const beforeShared = createStore<{ snapshot: Snapshot | null }>(() => ({ snapshot: null }))

export function useBeforeShared<T>(selector: (state: ReturnType<typeof beforeShared.getState>) => T): T {
  return useStore(beforeShared, selector)
}

const KEY = 'before-shared'

/** On the screen a text stays as typed; a key in it must not reach the disk. */
function forDisk({ settings: kept, draft, own, from }: Snapshot): Snapshot {
  return {
    ...(from && { from }),
    settings: settingsWithoutKeys(kept),
    draft: draftForDisk(draft),
    own,
  }
}

function keep(snapshot: Snapshot | null): void {
  beforeShared.setState({ snapshot })
  saveTabDraft(KEY, snapshot ? forDisk(snapshot) : undefined)
}

function present(own: boolean, from?: Snapshot['from']): Snapshot {
  return { settings: promptDoc.settings.store.getState(), draft: written(), own, ...(from && { from }) }
}

/** Puts aside what is here, before something is opened over it. @returns what takes back what it left for the next page */
function keepOwn(from?: Snapshot['from']): () => void {
  const { snapshot } = beforeShared.getState()
  // What was opened a moment ago and never touched is nobody's work: the way back still leads to the reader's own.
  if (snapshot?.own && prompt.getState().untouched) {
    const { from: _, ...own } = snapshot
    keep({ ...own, ...(from && { from }) })
    return () => undefined
  }
  // There is one way back; what was put aside before is offered as the draft of a closed tab is.
  const left = snapshot?.own && !isEmpty(snapshot.draft)
  const takeBack = left ? leaveForLater('prompt', draftForDisk(snapshot.draft)) : () => undefined
  keep(present(true, from))
  return takeBack
}

/** Brings back what a reload must not lose either: the draft that an opened link put aside. */
export async function loadBeforeShared(): Promise<void> {
  const kept = await loadTabDraft(KEY, parseSnapshot)
  const snapshot = kept && { ...kept, draft: await lifted(kept.draft) }
  if (snapshot && !beforeShared.getState().snapshot) beforeShared.setState({ snapshot })
}

async function put({ settings: next, draft }: Pick<Snapshot, 'settings' | 'draft'>): Promise<void> {
  promptDoc.settings.replace(next)
  await replaceDraft(draft)
  // One way back is enough: this one brings the settings along.
  prompt.setState({ replaced: null })
}

/** Swaps what is here with what was put aside. */
export async function bringBack(): Promise<void> {
  const { snapshot } = beforeShared.getState()
  if (!snapshot) return
  keep(present(!snapshot.own, snapshot.from))
  await put(snapshot)
}

/** Forgets what was put aside. */
export const dropBeforeShared = () => keep(null)

/**
 * Puts what a link or a file holds in place of the reader's own, which is kept aside. Sends nothing, runs nothing.
 * @returns a sentence for each image that was not taken
 */
export async function openShared(incoming: Incoming): Promise<string[]> {
  // What the last visit left is the reader's own: it has to be here before it can be kept.
  await Promise.all([loadPrompt(), promptDoc.settings.load()])
  const refused: string[] = []
  const rest = await withMedia(incoming, async (media) => {
    const result = await addImageData(media)
    if (result.ok) return result.ref
    refused.push(`${media.name}: ${result.reason}`)
    return null
  })
  if (incoming.workspace !== 'embeddings') {
    keepOwn()
    const merged = Settings.parse(settingsAfter(promptDoc.settings.store.getState(), rest))
    const draft = incoming.workspace === 'prompt' && rest.parts ? draftOf(rest.parts, rest.field) : written()
    await put({ settings: merged, draft })
  }
  const sharer = sharers.get(incoming.workspace)
  if (sharer) await sharer.apply(rest)
  else if (incoming.workspace !== 'prompt') inbox.set(incoming.workspace, rest)
  goTo(incoming.workspace)
  return refused
}

/**
 * Puts a copy of what a run was asked in place of the reader's own, which is kept aside. Sends nothing, runs nothing.
 * @param draft absent where only the settings are taken over
 * @returns what makes it as it was before this opening; false where something has been changed or opened since, and stays
 */
export async function openCopy(settings: SettingsData, draft?: Draft): Promise<() => Promise<boolean>> {
  await Promise.all([loadPrompt(), promptDoc.settings.load()])
  const { snapshot: earlier } = beforeShared.getState()
  const { untouched } = prompt.getState()
  const before = present(true)
  const takeBack = keepOwn('history')
  const { snapshot } = beforeShared.getState()
  await put({ settings, draft: draft ?? before.draft })
  const opened = JSON.stringify(present(true))
  return async () => {
    if (beforeShared.getState().snapshot !== snapshot || JSON.stringify(present(true)) !== opened)
      return false
    takeBack()
    keep(earlier)
    await put(before)
    prompt.setState({ untouched })
    return true
  }
}

registerSharer('prompt', {
  collect: () => toParts(prompt.getState()),
  // The draft is in place already, together with the settings.
  apply: () => undefined,
})
