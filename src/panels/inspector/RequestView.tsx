import { useMemo } from 'react'
import { JsonText } from '../../answer/JsonText.tsx'
import { size } from '../../answer/figures.ts'
import { prettyText } from '../../answer/json.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Pane } from './Pane.tsx'
import { NoRequest, Which } from './Which.tsx'
import type { OutgoingProps } from './Which.tsx'

/** Method, URL, headers and body. The body is indented for reading; Copy gives the bytes that were sent. */
export function RequestView({ outgoing, choice, title }: OutgoingProps) {
  const body = outgoing?.sent.body ?? ''
  const shown = useMemo(() => prettyText(body), [body])
  const bytes = useMemo(() => new TextEncoder().encode(body).length, [body])
  if (!outgoing) return <NoRequest choice={choice} title={title} />
  const { method, url, headers } = outgoing.sent
  return (
    <Pane
      head={
        <>
          <Which choice={choice} title={title} />
          <span>{size(bytes)}</span>
          <span className="ml-auto">
            <CopyButton size={24} label="Copy JSON" text={() => body} />
          </span>
        </>
      }
    >
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
      <JsonText text={shown} />
    </Pane>
  )
}
