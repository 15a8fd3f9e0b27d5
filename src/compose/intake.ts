import { createStore } from 'zustand/vanilla'
import { loadPart, PartFailure } from '../ui/parts.ts'
import { mediaBytes, MAX_REQUEST_BYTES } from '../request/size.ts'
import { distinctName } from './pasted.ts'
import type { MediaRef } from '../request/media.ts'
import type { Refused, ImportAs } from '../state/images/images.ts'
import type { Files } from './droppedFiles.ts'

/** What became of one file. */
export interface Outcome {
  /** Counts up over the life of the page. */
  key: number
  file: File
  /** Who gets it. */
  give: Give
  result: { ok: true; ref: MediaRef } | Refused
}

/** Puts a picture into the list that it was brought to. */
type Give = (media: MediaRef) => void

interface State {
  /** Files of the present batch that are through, in the order they came. */
  outcomes: readonly Outcome[]
  /** While a batch is being worked on. */
  progress: { done: number; total: number } | null
  /** Why files of the batch were not even looked at, as a sentence. */
  unseen: string | null
}

const nothing: State = { outcomes: [], progress: null, unseen: null }

let lastKey = 0

const sameMedia = (a: readonly MediaRef[], b: readonly MediaRef[]): boolean =>
  a.length === b.length && a.every(({ id }, at) => id === b[at]?.id)

/** The gate for files is loaded with the first of them. */
async function importFile(file: File, as: ImportAs, room: number): Promise<Outcome['result']> {
  try {
    const { addImage } = await loadPart(() => import('../state/images/images.ts'))
    const result = await addImage(file, as, room)
    if (result.ok || result.format) return result
    const { whatElse } = await loadPart(() => import('../request/read.ts'))
    const reason = await whatElse(file)
    return reason === null ? result : { ok: false, reason }
  } catch (error) {
    if (error instanceof PartFailure) return { ok: false, reason: error.message }
    throw error
  }
}

/**
 * One gate into one list. It outlives the panel that shows it: a batch goes on while another workspace is on the
 * screen, and what was refused is still there to be read when the reader comes back.
 */
export function createIntake() {
  const store = createStore<State>(() => nothing)
  /** The list as it is, and who gets each picture as soon as it is through. */
  let target: { media: readonly MediaRef[]; onAdd: Give } = {
    media: [],
    onAdd: () => undefined,
  }
  /** The list as the panel gave it last; `target` may be ahead of it. */
  let followed: readonly MediaRef[] = target.media
  /** Files that wait; one loop at a time works on them. */
  let batch: { waiting: { file: File; pasted: boolean; give: Give }[]; done: number } | null = null
  /** Files that are not here yet. */
  let coming = 0
  /** A press that waits for all of them. */
  let pressed: (() => void) | null = null

  const settle = () => {
    if (batch || coming > 0) return
    const act = pressed
    pressed = null
    // What was refused is to be read first: the request would go without it.
    if (store.getState().outcomes.every(({ result }) => result.ok)) act?.()
  }

  const named = (file: File): File => {
    const name = distinctName(file.name || 'image', new Set(target.media.map(({ name: one }) => one)))
    return name === file.name ? file : new File([file], name, { type: file.type })
  }

  const importOne = async (file: File, as: ImportAs, give: Give): Promise<Outcome['result']> => {
    const room = MAX_REQUEST_BYTES - mediaBytes(target.media)
    const result = await importFile(file, as, room)
    if (result.ok) {
      // The next file may be through before the list has been drawn anew, or when its panel has left the screen; another
      // list may be on the screen by then.
      if (give === target.onAdd) target = { ...target, media: [...target.media, result.ref] }
      give(result.ref)
    }
    return result
  }

  const work = async () => {
    for (;;) {
      const present = batch
      const next = present?.waiting.shift()
      if (!present || !next) break
      const file = next.pasted ? named(next.file) : next.file
      store.setState({ progress: { done: present.done, total: present.done + 1 + present.waiting.length } })
      const { give } = next
      const result = await importOne(file, 'is', give)
      present.done += 1
      lastKey += 1
      const outcome = { key: lastKey, file, give, result }
      store.setState(({ outcomes }) => ({ outcomes: [...outcomes, outcome] }))
    }
    batch = null
    store.setState({ progress: null })
    settle()
  }

  return {
    store,
    /** To be called with every drawing of the list. */
    follow(next: typeof target): void {
      const { outcomes, unseen, progress } = store.getState()
      const reports = outcomes.length > 0 || unseen !== null
      // A report is about the list as the batch left it: what the reader changes since has outlived it.
      if (reports && !progress && next.media !== followed && !sameMedia(next.media, target.media))
        store.setState(nothing)
      followed = next.media
      target = next
    },
    /** Takes files, one after the other. */
    add({ files, unseen = null, pasted = false }: Files): void {
      if (files.length === 0 && unseen === null) return
      const { onAdd: give } = target
      const waiting = files.map((file) => ({ file, pasted, give }))
      if (batch) {
        batch.waiting.push(...waiting)
        if (unseen !== null) store.setState({ unseen })
        return
      }
      batch = { waiting, done: 0 }
      store.setState({ outcomes: [], unseen })
      void work()
    },
    /** Takes files that have yet to be fetched. */
    async bring(files: Promise<readonly File[]>): Promise<void> {
      coming += 1
      try {
        this.add({ files: await files })
      } finally {
        coming -= 1
        settle()
      }
    },
    /** Does at once what a press asks for, or, while files are on their way, once all of them are taken; of several presses the last. */
    press(act: () => void): void {
      if (!batch && coming === 0) act()
      else pressed = act
    },
    /** Does what a refusal offered. */
    async accept({ key, file, give }: Outcome, as: ImportAs): Promise<void> {
      coming += 1
      try {
        const result = await importOne(file, as, give)
        store.setState(({ outcomes }) => ({
          outcomes: outcomes.map((other) =>
            other.key === key ? Object.assign({}, other, { result }) : other,
          ),
        }))
      } finally {
        coming -= 1
        settle()
      }
    },
    cancel(): void {
      // A press that waited for all of them would go with some.
      pressed = null
      if (batch) batch.waiting = []
    },
    /** Puts the report of the last batch away. */
    dismiss: () => store.setState({ outcomes: [], unseen: null }),
  }
}

export type IntakeQueue = ReturnType<typeof createIntake>
