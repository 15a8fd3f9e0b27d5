import { useCallback, useMemo } from 'react'
import { toEmbedCode } from '../../request/embedCode.ts'
import { JsonView } from '../../ui/JsonView.tsx'
import { seconds, size, whole } from '../../ui/figures.ts'
import { pretty } from '../../ui/json.ts'
import { showExchange, useWire } from '../../state/embedding/wire.ts'
import { codeOf } from '../../runs/failure.ts'
import { useInspector } from '../../state/shell/inspector.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { CallTable } from './CallTable.tsx'
import { CodePane } from '../../traffic/CodePane.tsx'
import { withDemoNote } from '../../traffic/demoNote.ts'
import { Empty, Pane } from '../../traffic/Pane.tsx'
import { RequestPane } from '../../traffic/RequestView.tsx'
import { Views } from '../../traffic/Views.tsx'
import { errorBody } from '../../traffic/merged.ts'
import { NEXT, useNextCall } from './nextCall.ts'
import { cutVectors } from '../../traffic/wireText.ts'
import { trafficWords } from './words.ts'
import type { Language } from '../../request/code.ts'
import type { EmbeddingCall } from '../../state/embedding/wire.ts'

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
          {tab === 'Response' &&
            (made ? <Response shown={made} /> : <Empty>{trafficWords.nothingYet}</Empty>)}
          {tab === 'Stream' &&
            (made ? <CallTable exchanges={exchanges} shown={made} /> : <Empty>{trafficWords.noCalls}</Empty>)}
          {tab === 'Code' && <Code shown={shown} />}
        </>
      ) : (
        <Empty>{trafficWords.noTexts}</Empty>
      )}
    </Views>
  )
}

function Choose({ shown }: { shown: EmbeddingCall }) {
  const exchanges = useWire((wire) => wire.exchanges)
  if (exchanges.length === 0) return shown.what
  const options = exchanges.map((one, at) => ({
    value: one.id,
    label: `${at + 1} of ${exchanges.length}: ${one.what}, ${howItEnded(one)}`,
  }))
  return (
    <Select
      label="Call"
      labelHidden
      size={24}
      value={shown.id}
      options={[...options, { value: NEXT, label: trafficWords.next }]}
      onChange={showExchange}
    />
  )
}

function howItEnded({ ending, elapsed }: EmbeddingCall): string {
  if (ending?.kind === 'failed') return codeOf(ending.failure)
  return elapsed === null ? 'under way' : seconds(elapsed)
}

function Request({ shown }: { shown: EmbeddingCall }) {
  const { sent, body } = shown
  const choose = <Choose shown={shown} />
  if (sent && body !== null) return <RequestPane head={sent} body={body} choose={choose} />
  return (
    <Pane head={choose}>
      {shown.letGo ? (
        <LetGo what="request" />
      ) : (
        <p className="text-label text-mute">{trafficWords.notSent}</p>
      )}
    </Pane>
  )
}

function Response({ shown }: { shown: EmbeddingCall }) {
  const { ending, letGo } = shown
  const raw = letGo ? undefined : shown.chunks[0]?.raw
  const text = useMemo(() => (raw === undefined ? '' : cutVectors(raw)), [raw])
  const failure = ending?.kind === 'failed' ? ending.failure : null
  const error = raw === undefined && failure?.code !== undefined ? errorBody(failure) : null
  const copy = raw ?? (error && pretty(error))
  return (
    <Pane
      head={
        <>
          <Choose shown={shown} />
          <span>{size(shown.chunks[0]?.bytes ?? 0)}</span>
          {copy && (
            <span className="ml-auto">
              <CopyButton size={24} label="Copy JSON" text={() => copy} />
            </span>
          )}
          {failure && <span className="truncate font-mono text-fail">{codeOf(failure)}</span>}
        </>
      }
    >
      {raw !== undefined && <JsonView key={shown.id} text={text} />}
      {error && <JsonView text={pretty(error)} />}
      {raw === undefined && !error && failure && <p className="text-label text-mute">{failure.message}</p>}
      {!ending && <p className="text-label text-mute">{trafficWords.nothingYet}</p>}
      {letGo && <LetGo what="response" />}
    </Pane>
  )
}

/** Ten thousand vectors are 300 MB: not every byte of a long run is kept. */
function LetGo({ what }: { what: string }) {
  return <p className="text-label text-mute">{trafficWords.letGo(what)}</p>
}

/** A call of embedding as a program. */
function Code({ shown }: { shown: EmbeddingCall }) {
  const { sent, body } = shown
  const codeIn = useCallback(
    (language: Language) => {
      if (!sent || body === null) return null
      const code = toEmbedCode(language, { ...sent, body })
      return code && withDemoNote(code, language, sent.url)
    },
    [sent, body],
  )
  return (
    <CodePane
      codeIn={codeIn}
      choose={<Choose shown={shown} />}
      missing={(language) => (body === null ? trafficWords.requestNotKept : trafficWords.noCall(language))}
    />
  )
}
