import { useMemo } from 'react'
import { JsonText } from '../../answer/JsonText.tsx'
import { size } from '../../answer/figures.ts'
import { prettyText } from '../../answer/json.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { HttpHead } from './HttpHead.tsx'
import { Pane } from './Pane.tsx'
import { NoRequest, Which } from './Which.tsx'
import type { OutgoingProps } from './Which.tsx'

/** Method, URL, headers and body. The body is indented for reading; Copy gives the bytes that were sent. */
export function RequestView({ outgoing, choice, title }: OutgoingProps) {
  const body = outgoing?.sent.body ?? ''
  const shown = useMemo(() => prettyText(body), [body])
  const bytes = useMemo(() => new TextEncoder().encode(body).length, [body])
  if (!outgoing) return <NoRequest choice={choice} title={title} />
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
      <HttpHead sent={outgoing.sent} />
      <JsonText text={shown} />
    </Pane>
  )
}
