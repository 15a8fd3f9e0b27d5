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
