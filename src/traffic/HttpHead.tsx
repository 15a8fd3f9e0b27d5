import type { ShownHead } from './outgoing.ts'

/** Method, URL and headers of a request; the key is masked where the request was kept. */
export function HttpHead({ sent: { method, url, headers } }: { sent: ShownHead }) {
  return (
    <>
      <p className="pb-2 font-mono text-label wrap-anywhere text-ink">
        <span className="font-semibold">{method}</span> {url}
      </p>
      <dl className="pb-3 font-mono text-label">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name} className="flex gap-1">
            <dt className="text-mute">{name}:</dt>
            <dd className="min-w-0 wrap-anywhere text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
