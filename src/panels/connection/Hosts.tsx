import { useState } from 'react'
import { useStore } from 'zustand'
import { sentTo } from '../../state/connection/hosts.ts'
import { whole } from '../../ui/figures.ts'
import { words } from './words.ts'

/** What the browser itself has written down of this page, by host: its own files, requests, and whatever else there was. */
function byBrowser(): Record<string, number> {
  const counts: Record<string, number> = { [location.host]: 1 }
  for (const { name } of performance.getEntriesByType('resource')) {
    if (!/^https?:/.test(name)) continue
    const { host } = new URL(name)
    counts[host] = (counts[host] ?? 0) + 1
  }
  return counts
}

/** Every host that this page has contacted since it was opened. A request counts when it leaves, a file when it is here. */
export function Hosts() {
  const sent = useStore(sentTo)
  const [seen] = useState(byBrowser)
  const hosts = [...new Set([location.host, ...Object.keys(sent), ...Object.keys(seen)])]
  return (
    <div className="-mx-5 border-t border-line px-5 pt-3 text-label text-mute">
      <p id="hosts">{words.hosts}</p>
      <ul aria-labelledby="hosts">
        {hosts.map((host) => {
          const count = Math.max(sent[host] ?? 0, seen[host] ?? 0)
          const own = host === location.host
          return (
            <li key={host} className="flex items-baseline justify-between gap-3 pt-1">
              <span className="min-w-0 font-mono wrap-anywhere text-ink">{host}</span>
              <span className="shrink-0">
                {whole(count)} {own ? words.ownFiles : count === 1 ? 'request' : 'requests'}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
