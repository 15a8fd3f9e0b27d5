/** What tabs of the same browser tell each other about rows of History. The rows themselves go through the base. */
import type { RunId } from '../../runs/run.ts'

const NAME = 'playground-history'

let channel: BroadcastChannel | undefined
const open = () =>
  (channel ??= typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(NAME))

/** Starts to listen. @param hear gets the ids of rows that another tab has changed or deleted */
export function hearRows(hear: (ids: readonly RunId[]) => void): void {
  open()?.addEventListener('message', ({ data }: MessageEvent<readonly RunId[]>) => hear(data))
}

export function tellRows(ids: readonly RunId[]): void {
  open()?.postMessage(ids)
}

/** The same for History of this tab too, by whoever does not know whether it is open. */
export function tellRowsEverywhere(ids: readonly RunId[]): void {
  if (typeof BroadcastChannel === 'undefined') return
  // A channel hears whatever it has not sent itself.
  const own = new BroadcastChannel(NAME)
  own.postMessage(ids)
  own.close()
}
