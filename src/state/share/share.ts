import * as z from 'zod/mini'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { pageOf } from '../../request/address.ts'
import { ImageRef, Prompt, VERSION } from '../../request/schema.ts'
import { Settings } from '../../request/settings/schema.ts'
import type { Opened } from '../../request/read.ts'
import type { Turn } from '../../request/schema.ts'
import { MediaFailure } from '../../request/doc.ts'
import { addImageData, loadImageBase64 } from '../images/images.ts'
import { withoutKey } from '../connection/keyInText.ts'
import { loadPrompt, prompt, replaceDraft } from '../prompt/prompt.ts'
import { promptDoc } from '../documents/documents.ts'
import { loadTabDraft, saveTabDraft } from '../../store/tab.ts'
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

const partWithoutKeys = (part: TurnPart): TurnPart =>
  part.text === undefined ? part : { ...part, text: withoutKey(part.text) }

const turnWithoutKeys = (turn: Turn): Turn => ({ ...turn, parts: turn.parts.map(partWithoutKeys) })

/** A key pasted into a text by mistake stays behind. Bytes are left alone: base64 may look like anything. */
function withoutKeys(from: Prompt): Prompt {
  const { turns, embed } = from
  return {
    ...from,
    text: withoutKey(from.text),
    systemInstruction: withoutKey(from.systemInstruction),
    ...(turns && { turns: turns.map(turnWithoutKeys) }),
    ...(embed && { embed: { ...embed, texts: embed.texts.map(withoutKey) } }),
  }
}

/** Everything of the workspace on screen that may travel, images without their bytes. */
export async function collectShared(): Promise<Prompt> {
  const { workspace: shown } = workspace.getState()
  const name = shown !== 'models' && sharers.has(shown) ? shown : 'prompt'
  const own = await sharers.get(name)?.collect()
  return withoutKeys(
    Prompt.parse({ v: VERSION, ...promptDoc.settings.store.getState(), ...own, workspace: name }),
  )
}

/**
 * The same with every image's bytes as base64.
 * @returns also the names of those that this browser no longer has: they are left out
 */
export async function withImageData(from: Prompt): Promise<{ prompt: Prompt; missing: string[] }> {
  const missing: string[] = []
  const loaded = async (images: readonly ImageRef[]): Promise<ImageRef[]> => {
    const found = await Promise.all(
      images.map(async (image) => ({
        image,
        data: await loadImageBase64(image).catch((error: unknown) => {
          if (error instanceof MediaFailure) return undefined
          throw error
        }),
      })),
    )
    return found.flatMap(({ image, data }) => {
      if (data !== undefined) return [{ ...image, data }]
      missing.push(image.name)
      return []
    })
  }
  const images = await loaded(from.images)
  const turns = await Promise.all(
    (from.turns ?? []).map(async (turn) =>
      turn.images ? Object.assign({}, turn, { images: await loaded(turn.images) }) : turn,
    ),
  )
  return { prompt: { ...from, images, ...(from.turns && { turns }) }, missing }
}

const Snapshot = z.object({
  settings: Settings,
  draft: z.object({ text: z.string(), images: z.array(ImageRef) }),
  /** Whether this is the reader's own work, or what was opened over it. */
  own: z.boolean(),
})

/** What stood here before a link or a file was opened, or the opened after going back; null where there is nothing. */
export const aside = createStore<{ snapshot: z.output<typeof Snapshot> | null }>(() => ({ snapshot: null }))

export function useAside<T>(selector: (state: ReturnType<typeof aside.getState>) => T): T {
  return useStore(aside, selector)
}

const KEY = 'before-shared'

/** On the screen a text stays as typed; a key in it must not reach the disk. */
function forDisk({ settings: kept, draft, own }: z.output<typeof Snapshot>): z.output<typeof Snapshot> {
  return {
    settings: { ...kept, systemInstruction: withoutKey(kept.systemInstruction) },
    draft: { ...draft, text: withoutKey(draft.text) },
    own,
  }
}

function keep(snapshot: z.output<typeof Snapshot> | null): void {
  aside.setState({ snapshot })
  saveTabDraft(KEY, snapshot ? forDisk(snapshot) : undefined)
}

function present(own: boolean): z.output<typeof Snapshot> {
  const { text, images } = prompt.getState()
  return { settings: promptDoc.settings.store.getState(), draft: { text, images: [...images] }, own }
}

/** Brings back what a reload must not lose either: the draft that an opened link put aside. */
export async function loadAside(): Promise<void> {
  const snapshot = await loadTabDraft(KEY, (value) => Snapshot.parse(value))
  if (snapshot && !aside.getState().snapshot) aside.setState({ snapshot })
}

async function put({
  settings: next,
  draft,
}: Pick<z.output<typeof Snapshot>, 'settings' | 'draft'>): Promise<void> {
  promptDoc.settings.replace(next)
  await replaceDraft(draft)
  // One way back is enough: this one brings the settings along.
  prompt.setState({ replaced: null })
}

/** Swaps what is here with what was put aside. */
export async function bringBack(): Promise<void> {
  const { snapshot } = aside.getState()
  if (!snapshot) return
  keep(present(!snapshot.own))
  await put(snapshot)
}

/** Forgets what was put aside. */
export const dropAside = () => keep(null)

async function takeImages(images: readonly ImageRef[]): Promise<{ taken: ImageRef[]; refused: string[] }> {
  const results = await Promise.all(
    images.map(async (image) => ({ image, result: await addImageData(image) })),
  )
  return {
    taken: results.flatMap(({ result }) => (result.ok ? [result.ref] : [])),
    refused: results.flatMap(({ image, result }) => (result.ok ? [] : [`${image.name}: ${result.reason}`])),
  }
}

/**
 * Puts what a link or a file holds in place of the reader's own, which is kept aside. Sends nothing, runs nothing.
 * @returns a sentence for each image that was not taken
 */
export async function openShared(incoming: Incoming): Promise<string[]> {
  // What the last visit left is the reader's own: it has to be here before it can be kept.
  await Promise.all([loadPrompt(), promptDoc.settings.load()])
  const { taken, refused } = await takeImages(incoming.images ?? [])
  const turns: Turn[] = []
  for (const turn of incoming.turns ?? []) {
    const { taken: own, refused: others } = await takeImages(turn.images ?? [])
    refused.push(...others)
    turns.push({ ...turn, ...(turn.images && { images: own }) })
  }
  const rest = {
    ...incoming,
    ...(incoming.images && { images: taken }),
    ...(incoming.turns && { turns }),
  }
  if (incoming.workspace !== 'embeddings') {
    keep(present(true))
    const merged = Settings.parse({ ...promptDoc.settings.store.getState(), ...rest })
    const { text, images } = prompt.getState()
    const draft =
      incoming.workspace === 'prompt'
        ? { text: rest.text ?? text, images: rest.images ?? [...images] }
        : { text, images: [...images] }
    await put({ settings: merged, draft })
  }
  const sharer = sharers.get(incoming.workspace)
  if (sharer) await sharer.apply(rest)
  else if (incoming.workspace !== 'prompt') inbox.set(incoming.workspace, rest)
  goTo(incoming.workspace)
  return refused
}

/** Takes a link out of the address, so that reload, history and a copied address do not carry it on. */
export function clearFragment(): void {
  history.replaceState(history.state, '', `${pageOf(location)}#/${workspace.getState().workspace}`)
}

registerSharer('prompt', {
  collect: () => {
    const { text, images } = prompt.getState()
    return { text, images: [...images] }
  },
  // The draft is in place already, together with the settings.
  apply: () => undefined,
})
