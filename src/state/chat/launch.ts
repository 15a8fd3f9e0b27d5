import { regenerate, send, stopAnswer, Unsendable } from './answer.ts'
import { chat } from './chat.ts'
import { clearDraft, draft, setDraftText } from './draft.ts'
import { addTurn, editTurn, keepTurn } from './turns.ts'
import { ImageFailure } from '../imageWorker.ts'
import { holdsKey, withoutKey } from '../keyInText.ts'
import { createLaunch } from '../launch.ts'
import { askForKey } from '../session.ts'
import { setSystemInstruction, settings } from '../settings.ts'

const { store, schedule, unschedule } = createLaunch()
export const launch = store
export { unschedule }

/** Starts something and says why not, where it could not be. */
async function start(what: () => Promise<boolean>): Promise<boolean> {
  unschedule()
  launch.setState({ asking: false, problem: null })
  draft.setState({ untouched: false })
  if (askForKey()) return false
  try {
    return await what()
  } catch (error) {
    if (!(error instanceof ImageFailure) && !(error instanceof Unsendable)) throw error
    launch.setState({ problem: error.message })
    return false
  }
}

const keyInside = () => holdsKey(draft.getState().text) || holdsKey(settings.getState().systemInstruction)

/** Says that the message has to wait, for as long as that is so. */
function sayTooEarly(): void {
  const problem = 'An answer is still coming. Stop it, or wait for its end: the message stays here.'
  const { live } = chat.getState()
  launch.setState({ problem })
  const leave = chat.subscribe((now) => {
    if (now.live === live) return
    leave()
    if (launch.getState().problem === problem) launch.setState({ problem: null })
  })
}

/** Sends what stands in the composer. Asks first where it seems to hold a key. */
export async function sendDraft(keyIsMeant = false): Promise<void> {
  const { text, images, of } = draft.getState()
  const { live, current } = chat.getState()
  if (live?.conversation === current.id) return sayTooEarly()
  if (text.trim() === '' && images.length === 0) {
    const last = chat.getState().shown.at(-1)
    // A message added without asking, or left when the answer was deleted, waits for its answer.
    if (last?.role === 'user') await start(() => regenerate(last.id))
    else launch.setState({ problem: 'Write a message first.' })
    return
  }
  if (!keyIsMeant && keyInside()) {
    launch.setState({ asking: true, problem: null })
    return
  }
  const sent = await start(() => send(text, images))
  const now = draft.getState()
  if (sent && (now.of === of || now.of === chat.getState().current.id) && now.text === text) clearDraft()
}

/** Adds what stands in the composer as a turn of this role; nothing is sent. */
export async function addDraft(role: 'user' | 'model'): Promise<void> {
  const { text, images } = draft.getState()
  if (text.trim() === '' && images.length === 0) {
    launch.setState({ problem: 'Write a message first.' })
    return
  }
  launch.setState({ problem: null })
  clearDraft()
  await addTurn(role, text, images)
}

/** Another answer in the place of this one, or to this message. */
export const askAgain = (id: string): Promise<boolean> => start(() => regenerate(id))

/** The same at a moment the user chose to wait for. @param at epoch milliseconds */
export const askAgainAt = (id: string, at: number): void => schedule(at, () => void askAgain(id))

/** Saves an edited turn as a new version and asks for the answer that comes after it. */
export async function saveAndRun(id: string, text: string): Promise<void> {
  const version = await editTurn(id, text)
  if (!version) return
  if (version.role === 'user') {
    await askAgain(version.id)
    return
  }
  const { shown } = chat.getState()
  const next = shown[shown.findIndex((turn) => turn.id === version.id) + 1]
  if (next?.role === 'user') await askAgain(next.id)
}

/** Keeps a partial answer in the history and asks for the rest of it, in words that every model takes. */
export async function continueTurn(id: string): Promise<void> {
  await start(async () => {
    await keepTurn(id, true)
    return send('Continue exactly where you stopped.')
  })
}

export function stopChat(): void {
  unschedule()
  stopAnswer()
}

export function removeKey(): void {
  launch.setState({ asking: false })
  setDraftText(withoutKey(draft.getState().text))
  const { systemInstruction } = settings.getState()
  if (holdsKey(systemInstruction)) setSystemInstruction(withoutKey(systemInstruction))
}

export function closeKeyQuestion(): void {
  launch.setState({ asking: false })
}
