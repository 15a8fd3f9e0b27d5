import { chat } from './chat/chat.ts'
import { draft } from './chat/draft.ts'
import { write } from '../store/database.ts'
import { loadDraft, saveDraft } from '../store/drafts.ts'
import { getAbout, getImage } from './images/images.ts'
import { prompt } from './prompt/prompt.ts'
import { beforeShared } from './share/share.ts'
import { storage } from '../store/storage.ts'
import { withLock } from '../store/locks.ts'
import { isOnlyTab } from '../store/tab.ts'
import { retain } from '../runs/keeping.ts'
import { targetsIn } from '../store/references.ts'
import { indexReferences, keysOf, referredTargets, unlessSilent } from '../store/sure.ts'

/** A picture that was taken a moment ago may be on its way into a draft. */
const JUST_TAKEN_MS = 10 * 60_000
/** Beyond every undo. */
const DAY_MS = 24 * 3_600_000

/** Under this name stands that the records of version 1 are in the index of references. */
const INDEXED = 'references-indexed'

async function idsInUse(): Promise<Set<string>> {
  if (!(await loadDraft(INDEXED, Boolean))) {
    await indexReferences()
    saveDraft(INDEXED, true)
  }
  const used = await referredTargets('image/')
  // What this tab holds and has perhaps not written yet.
  for (const state of [prompt, draft, beforeShared]) targetsIn(state.getState(), used)
  for (const turn of chat.getState().turns.values()) targetsIn(turn.parts, used)
  const ids = new Set([...used].map((target) => target.slice('image/'.length)))
  for (const id of ids) {
    const source = (await getAbout(id))?.source
    if (source !== undefined) ids.add(source)
  }
  return ids
}

/**
 * Ids of pictures that no draft, turn, run or job refers to.
 * @param age milliseconds that they must have been here
 */
async function findUnused(age: number): Promise<string[]> {
  const ids = (await keysOf('images')).filter((key) => !key.includes('/'))
  const old: string[] = []
  for (const id of ids) {
    const about = await getAbout(id)
    if (about && about.at === undefined)
      // Of an earlier version of this page: its time begins now.
      await write([{ store: 'images', key: `${id}/about`, value: { ...about, at: Date.now() } }])
    else if (Date.now() - (about?.at ?? 0) >= age) old.push(id)
  }
  if (old.length === 0) return []
  const used = await idsInUse()
  return old.filter((id) => !used.has(id))
}

const remove = (ids: readonly string[]): Promise<void> =>
  write(
    ids.flatMap((id) =>
      [id, `${id}/about`].map((key) => ({ store: 'images' as const, key, value: undefined })),
    ),
  )

/**
 * Deletes pictures that nothing refers to.
 * @returns how many, or why none: another tab is open, which may hold one that no record names; or storage does not answer
 */
async function removeUnused(age: number): Promise<number | 'other tabs' | 'unreadable'> {
  if (!(await isOnlyTab())) return 'other tabs'
  const work = withLock('images', 'exclusive', async () => {
    const unused = await findUnused(age)
    // A tab may have been opened meanwhile.
    if (!(await isOnlyTab())) return 'other tabs' as const
    await remove(unused)
    return unused.length
  })
  return unlessSilent(work, 'unreadable')
}

/** The same at the reader's wish. What was deleted last in Chat cannot be brought back after it. */
export function removeUnusedNow(): ReturnType<typeof removeUnused> {
  chat.setState({ undo: null })
  return removeUnused(JUST_TAKEN_MS)
}

/** Number and bytes of the pictures that `removeUnusedNow` would delete. */
export async function unusedSize(): Promise<{ count: number; bytes: number }> {
  const unused = await unlessSilent(findUnused(JUST_TAKEN_MS), [])
  let bytes = 0
  for (const id of unused) bytes += (await getImage(id))?.bytes.length ?? 0
  return { count: unused.length, bytes }
}

const CLEANED = 'images-cleaned'

/**
 * To be called some time after the start, and now and then: runs beyond what is kept go, and once a day, while no undo
 * wants one of them back, pictures that nothing refers to.
 */
export async function cleanUp(): Promise<void> {
  await retain()
  // A deleted turn that can still be brought back would come without its picture.
  if (storage.getState().mode === 'memory' || chat.getState().undo) return
  const last = await loadDraft(CLEANED, Number)
  if (last !== undefined && Date.now() - last < DAY_MS) return
  if (typeof (await removeUnused(DAY_MS)) === 'number') saveDraft(CLEANED, Date.now())
}
