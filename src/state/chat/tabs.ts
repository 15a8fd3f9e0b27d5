/** What tabs of the same browser tell each other about conversations. The records themselves go through the base. */
export type TabMessage = { kind: 'changed' | 'deleted'; conversation: string }

let channel: BroadcastChannel | undefined

/** Starts to listen. @param hear gets what other tabs say, never this tab's own */
export function hearTabs(hear: (message: TabMessage) => void): void {
  channel ??= new BroadcastChannel('playground-chat')
  channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => hear(data))
}

export function tellTabs(message: TabMessage): void {
  channel?.postMessage(message)
}

/** Holds a lock named after the turn while `work` runs, so that other tabs know that somebody is writing it. */
export async function whileWriting<T>(turn: string, work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work()
  return navigator.locks.request(`playground-turn/${turn}`, work)
}

/** Ids of the turns that some tab of this browser is writing now. */
export async function turnsBeingWritten(): Promise<Set<string>> {
  if (!('locks' in navigator)) return new Set()
  const { held = [] } = await navigator.locks.query()
  const names = held.flatMap(({ name }) => (name?.startsWith('playground-turn/') ? [name.slice(16)] : []))
  return new Set(names)
}
