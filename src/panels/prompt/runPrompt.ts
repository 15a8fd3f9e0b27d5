import { ImageFailure } from '../../state/imageWorker.ts'
import { holdsKey, withoutKey } from '../../state/keyInText.ts'
import { createLaunch } from '../../state/launch.ts'
import { prompt, setText, touch } from '../../state/prompt.ts'
import { promptRequest } from '../../state/promptRequest.ts'
import { tooLarge } from '../../state/requestSize.ts'
import { runStore, startRun, stopRun } from '../../state/run.ts'
import { setSystemInstruction, settings } from '../../state/settings.ts'
import { loadPart } from '../../ui/parts.ts'

const starting = createLaunch()
export const launch = starting.store
export const { unschedule } = starting

const keyInside = () => holdsKey(prompt.getState().text) || holdsKey(settings.getState().systemInstruction)

/** Runs at a moment the user chose to wait for. @param at epoch milliseconds. */
export const schedule = (at: number): void => starting.schedule(at, () => void runPrompt())

/** Counts starts, so that of two that wait for their images only the later one runs. */
let starts = 0

/** Starts the prompt with the present settings, or says why not. Asks first where it seems to hold a key. */
export async function runPrompt(keyIsMeant = false): Promise<void> {
  unschedule()
  const draft = prompt.getState()
  if (draft.text.trim() === '' && draft.images.length === 0) {
    launch.setState({ problem: 'Write a prompt first.' })
    return
  }
  if (!keyIsMeant && keyInside()) {
    launch.setState({ asking: true, problem: null })
    return
  }
  launch.setState({ asking: false, problem: null })
  touch()
  starts += 1
  const mine = starts
  const { model, stream } = settings.getState()
  try {
    const request = await promptRequest(draft, settings.getState())
    if (mine !== starts) return
    const refused = tooLarge(request)
    if (refused) launch.setState({ problem: `${refused.title}. ${refused.body}` })
    else void startRun('prompt', { model, request, stream })
  } catch (error) {
    if (!(error instanceof ImageFailure)) throw error
    launch.setState({ problem: error.message })
  }
}

/** Goes on from what arrived of a candidate, in a conversation: a prompt is one turn. */
export async function goOn(candidate: number): Promise<void> {
  const { run } = runStore('prompt').getState()
  const { continueInChat } = await loadPart(() => import('../../state/chat/fromRun.ts'))
  if (run) await continueInChat(run, candidate)
}

/** Ends the run, and one that still waits for its images or its time. */
export function stopPrompt(): void {
  starts += 1
  unschedule()
  stopRun('prompt')
}

export function isRunning(): boolean {
  const { run } = runStore('prompt').getState()
  return run !== null && run.phase !== 'settled'
}

export function removeKey(): void {
  launch.setState({ asking: false })
  setText(withoutKey(prompt.getState().text))
  const { systemInstruction } = settings.getState()
  if (holdsKey(systemInstruction)) setSystemInstruction(withoutKey(systemInstruction))
}

export function closeKeyQuestion(): void {
  launch.setState({ asking: false })
}
