import { useMemo } from 'react'
import { JsonText } from '../../ui/JsonText.tsx'
import { seconds, size, whole } from '../../ui/figures.ts'
import { pretty } from '../../ui/json.ts'
import { showExchange, useWire } from '../../state/embedding/wire.ts'
import { codeOf } from '../../runs/failure.ts'
import { useInspector } from '../../state/inspector.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { CallTable } from './CallTable.tsx'
import { EmbedCode } from './EmbedCode.tsx'
import { HttpHead } from '../../traffic/HttpHead.tsx'
import { Empty, Pane } from '../../traffic/Pane.tsx'
import { Views } from '../../traffic/Views.tsx'
import { errorBody } from '../../traffic/merged.ts'
import { NEXT, useNextCall } from './nextCall.ts'
import { cutVectors, forTheEye } from '../../traffic/wireText.ts'
import type { Exchange } from '../../state/embedding/wire.ts'

/** The calls of the Embeddings workspace: those of the last run, one of them on show. */
export default function EmbeddingTraffic({ onClose }: { onClose: () => void }) {
  const tab = useInspector((now) => now.tab)
  const exchanges = useWire((wire) => wire.exchanges)
  const chosen = useWire((wire) => wire.chosen)
  const next = useNextCall()
  const made = exchanges.find(({ id }) => id === chosen) ?? exchanges.at(-1)
  const shown = (chosen === NEXT ? next : null) ?? made ?? next
  return (
    <Views
      summary={`${whole(exchanges.length)} ${exchanges.length === 1 ? 'call' : 'calls'}`}
      onClose={onClose}
    >
      {shown ? (
        <>
          {tab === 'Request' && <Request shown={shown} />}
          {tab === 'Response' && (made ? <Response shown={made} /> : <Empty>Nothing has come yet.</Empty>)}
          {tab === 'Stream' &&
            (made ? (
              <CallTable exchanges={exchanges} shown={made} />
            ) : (
              <Empty>No calls yet. Each call of up to 100 texts stands here as it is made.</Empty>
            ))}
          {tab === 'Code' && <EmbedCode shown={shown} choose={<Choose shown={shown} />} />}
        </>
      ) : (
        <Empty>
          Nothing has been sent yet, and there is no text. Embed sends up to 100 texts a call, and each call
          stands here.
        </Empty>
      )}
    </Views>
  )
}

function Choose({ shown }: { shown: Exchange }) {
  const exchanges = useWire((wire) => wire.exchanges)
  if (exchanges.length === 0) return shown.what
  const options = exchanges.map(({ id, what, elapsed, failure }, at) => ({
    value: String(id),
    label: `${at + 1} of ${exchanges.length}: ${what}, ${failure ? codeOf(failure) : elapsed === null ? 'under way' : seconds(elapsed)}`,
  }))
  return (
    <Select
      label="Call"
      labelHidden
      size={24}
      value={String(shown.id)}
      options={[...options, { value: String(NEXT), label: 'What Embed would send now' }]}
      onChange={(value) => showExchange(Number(value))}
    />
  )
}

function Request({ shown }: { shown: Exchange }) {
  const { sent } = shown
  const body = sent?.body ?? ''
  const { text, cut } = useMemo(() => forTheEye(body), [body])
  const bytes = useMemo(() => new TextEncoder().encode(body).length, [body])
  return (
    <Pane head={<Head shown={shown} bytes={bytes} copy={sent?.body} />}>
      {sent ? (
        <>
          <HttpHead sent={sent} />
          <JsonText key={shown.id} text={text} />
          {cut && (
            <p className="pt-2 text-label text-mute">
              The beginning of {size(bytes)}, as sent. Copy JSON gives all of it.
            </p>
          )}
        </>
      ) : (
        <LetGo what="request" />
      )}
    </Pane>
  )
}

function Response({ shown }: { shown: Exchange }) {
  const { raw, failure, bytes, elapsed } = shown
  const text = useMemo(() => (raw === null ? '' : cutVectors(raw)), [raw])
  const error = raw === null && failure?.code !== undefined ? errorBody(failure) : null
  return (
    <Pane
      head={
        <>
          <Head shown={shown} bytes={bytes} copy={raw ?? (error && pretty(error))} />
          {failure && <span className="truncate font-mono text-fail">{codeOf(failure)}</span>}
        </>
      }
    >
      {raw !== null && <JsonText key={shown.id} text={text} />}
      {error && <JsonText text={pretty(error)} />}
      {raw === null && !error && failure && <p className="text-label text-mute">{failure.message}</p>}
      {raw === null && !failure && elapsed === null && (
        <p className="text-label text-mute">Nothing has come yet.</p>
      )}
      {raw === null && !failure && elapsed !== null && <LetGo what="response" />}
    </Pane>
  )
}

function Head({ shown, bytes, copy }: { shown: Exchange; bytes: number; copy: string | null | undefined }) {
  return (
    <>
      <Choose shown={shown} />
      <span>{size(bytes)}</span>
      {copy && (
        <span className="ml-auto">
          <CopyButton size={24} label="Copy JSON" text={() => copy} />
        </span>
      )}
    </>
  )
}

/** Ten thousand vectors are 300 MB: not every byte of a long run is kept. */
function LetGo({ what }: { what: string }) {
  return (
    <p className="text-label text-mute">
      This {what} was not kept: of a run only the newest 16 MB are. Its size and time are.
    </p>
  )
}
