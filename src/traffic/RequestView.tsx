import { useMemo } from 'react'
import { CopyButton } from '../ui/CopyButton.tsx'
import { JsonView } from '../ui/JsonView.tsx'
import { size } from '../ui/figures.ts'
import { ExtraFields } from './ExtraFields.tsx'
import { HttpHead } from './HttpHead.tsx'
import { Pane } from './Pane.tsx'
import { NoRequest, Which } from './Which.tsx'
import { demoNote } from './demoNote.ts'
import { forTheEye } from './wireText.ts'
import { words } from './words.ts'
import type { ReactNode } from 'react'
import type { OutgoingProps } from './Which.tsx'
import type { ShownHead } from './outgoing.ts'

/** The request of a run, or the one that would go now. */
export function RequestView({ outgoing, choice, title }: OutgoingProps) {
  if (typeof outgoing !== 'object' || !outgoing)
    return <NoRequest outgoing={outgoing} choice={choice} title={title} />
  const { head, body, differs, call } = outgoing
  return (
    <RequestPane
      head={head}
      body={body}
      note={differs}
      extra={call.extra && <ExtraFields plain={call.request} extra={call.extra} />}
      choose={<Which choice={choice} title={title} />}
    />
  )
}

interface Props {
  head: ShownHead
  body: string
  /** A sentence under the head. */
  note?: string | null
  /** What was laid over it. */
  extra?: ReactNode
  /** Which request it is. */
  choose: ReactNode
}

/** Method, URL, headers and body. The body is indented for reading; Copy gives the bytes that were sent. */
export function RequestPane({ head, body, note, extra, choose }: Props) {
  const { text, cut } = useMemo(() => forTheEye(body), [body])
  const bytes = useMemo(() => new TextEncoder().encode(body).length, [body])
  const toDemo = demoNote(head.url)
  return (
    <Pane
      head={
        <>
          {choose}
          <span>{size(bytes)}</span>
          <span className="ml-auto">
            <CopyButton size={24} label="Copy JSON" text={() => body} />
          </span>
        </>
      }
    >
      {note && <p className="pb-2 text-label text-caution">{note}</p>}
      <HttpHead sent={head} />
      {toDemo && <p className="max-w-160 pb-3 text-label text-mute">{toDemo}</p>}
      {extra}
      <JsonView text={text} />
      {cut && <p className="pt-2 text-label text-mute">{words.beginning(size(bytes))}</p>}
    </Pane>
  )
}
