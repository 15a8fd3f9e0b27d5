/**
 * connection/: the dialog that says where requests go and with which key. The key stays a property of its field: it is
 * in no attribute, no React state and no store before Save. Imported by `App.tsx` alone.
 */
import { useEffect, useId, useRef, useState } from 'react'
import { cleanKey } from '../../state/connection/cleanKey.ts'
import { DEFAULT_BASE_URL, parseBaseUrl } from '../../state/connection/connection.ts'
import {
  forgetKey,
  keyFor,
  save,
  session,
  takeOfferedKey,
  wouldReload,
} from '../../state/connection/session.ts'
import { liveCount } from '../../runs/start.ts'
import type { RefObject } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Hosts } from './Hosts.tsx'
import { Changed, KeyField } from './KeyField.tsx'
import { TestConnection } from './TestConnection.tsx'
import { words } from './words.ts'
import type { Said } from './TestConnection.tsx'

const nothing: Said = { sentence: '', failed: false }

/** A low window shows what came of a test without being scrolled. */
const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

const readUrl = (text: string) => parseBaseUrl(text.trim() === '' ? DEFAULT_BASE_URL : text)

/** What the dialog holds, checked. */
function useForm(key: RefObject<HTMLInputElement | null>) {
  const [start] = useState(session.getState)
  const [backend, setBackend] = useState(start.asking === 'no key' ? 'live' : start.backend)
  const [remember, setRemember] = useState(start.remembered)
  const [url, setUrl] = useState(start.baseUrl)
  const [problems, setProblems] = useState<{ key?: string; url?: string }>({})
  /** What of the text in the key field is no part of the key. */
  const [keyChange, setKeyChange] = useState<string>()
  /** Whether the key in the field was typed here, rather than being the one in use. */
  const typed = useRef(false)

  /** An untouched key belongs to the origin in use: it leaves the field with it, and comes back with it. */
  const fill = (forBackend: typeof backend, forUrl: string) => {
    if (typed.current || !key.current) return
    const parsed = readUrl(forUrl)
    key.current.value = (forBackend === 'live' && parsed.ok && keyFor(parsed.url)) || ''
  }
  useEffect(() => {
    fill(start.backend, start.baseUrl)
    key.current?.focus()
    const offered = takeOfferedKey()
    if (offered === null || !key.current) return
    key.current.value = offered
    change.key()
    // Once, when the dialog opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])

  const change = {
    backend(next: typeof backend) {
      setBackend(next)
      fill(next, url)
    },
    // Nobody types an address or a key for the demo.
    url(next: string) {
      setUrl(next)
      setProblems({})
      setBackend('live')
      fill('live', next)
    },
    key() {
      typed.current = true
      const cleaned = cleanKey(key.current?.value ?? '')
      setKeyChange(cleaned.ok ? cleaned.changed : undefined)
      setProblems({})
      setBackend('live')
    },
    remember: setRemember,
    forget() {
      typed.current = false
      setRemember(false)
      setKeyChange(undefined)
      if (key.current) key.current.value = ''
    },
  }
  /** @returns what may be saved or tested, or null after saying what is wrong where it is wrong. */
  const check = () => {
    const parsed = readUrl(url)
    const cleaned = cleanKey(key.current?.value ?? '')
    setProblems({
      ...(!cleaned.ok && { key: cleaned.sentence }),
      ...(!parsed.ok && { url: parsed.sentence }),
    })
    if (!parsed.ok || !cleaned.ok) return null
    return {
      backend,
      baseUrl: parsed.url,
      origin: parsed.origin,
      apiKey: cleaned.key || null,
      typed: typed.current,
    }
  }
  return { start, backend, remember, url, problems, keyChange, change, check }
}

const keyNote = {
  asked: null,
  'no key': words.noKey,
  moved: words.moved,
}

interface Props {
  open: boolean
  onClose: () => void
}

/** Backend, key and base URL; nothing takes effect before Save. */
export default function Connection({ open, onClose }: Props) {
  const key = useRef<HTMLInputElement>(null)
  const { start, backend, remember, url, problems, keyChange, change, check } = useForm(key)
  const [said, setSaid] = useState(nothing)
  /** Counts up with every change: a test was of what stood here before it, and ends with it. */
  const [changes, setChanges] = useState(0)
  /** Answers that a reload would cut off; the second press of Save means it. */
  const [cutsOff, setCutsOff] = useState(0)
  const formId = useId()
  const parsed = readUrl(url)
  const note = keyNote[start.asking ?? 'asked']

  const submit = () => {
    const connection = check()
    if (!connection) return
    const { baseUrl, apiKey, typed } = connection
    const live = wouldReload(connection) ? liveCount() : 0
    setCutsOff(live)
    if (live > 0 && cutsOff === 0) return
    const outcome = save({
      backend: connection.backend,
      baseUrl,
      remember,
      // An empty field means "no key" only where one was on show: the demo shows none.
      ...((typed || (backend === 'live' && apiKey === null)) && { apiKey }),
    })
    if (outcome === 'saved') onClose()
  }

  return (
    <Dialog
      title="Connection"
      open={open}
      onClose={onClose}
      footer={
        <>
          <Button
            variant="danger"
            size={32}
            onClick={() => {
              forgetKey()
              change.forget()
              setChanges(changes + 1)
              setSaid({ sentence: words.forgotten, failed: false })
            }}
          >
            Forget key
          </Button>
          <span className="flex-1" />
          <TestConnection key={changes} check={check} onSay={setSaid} />
          <Button variant="primary" size={32} type="submit" form={formId}>
            Save
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-5"
        onChange={() => {
          setChanges(changes + 1)
          setSaid(nothing)
        }}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {cutsOff > 0 && (
          <p role="alert" className="border-l-2 border-caution pl-3 text-ui text-caution">
            {words.cutsOff(cutsOff)}
          </p>
        )}
        {note && <p className="border-l-2 border-caution pl-3 text-ui text-soft">{note}</p>}
        <RadioGroup
          label="Backend"
          value={backend}
          onChange={change.backend}
          options={[
            {
              value: 'live',
              label: 'Gemini API',
              description: (
                <>
                  {words.requestsTo}
                  {parsed.ok ? (
                    <span className="font-mono wrap-anywhere">{new URL(parsed.url).host}</span>
                  ) : (
                    words.theBaseUrl
                  )}
                </>
              ),
            },
            {
              value: 'demo',
              label: 'Demo (in this tab)',
              description: words.demo,
            },
          ]}
        />
        <KeyField ref={key} error={problems.key} changed={keyChange} onType={change.key} />
        <Checkbox
          label="Remember this key on this device"
          checked={remember}
          onChange={change.remember}
          description={remember ? words.remembered : words.notRemembered}
        />
        <div className="-mx-5 border-t border-line px-5 pt-3">
          <Disclosure
            label="Advanced"
            open={start.baseUrl !== DEFAULT_BASE_URL}
            forceOpen={problems.url !== undefined}
          >
            <div className="pt-1">
              <TextField
                label="Base URL"
                mono
                inputMode="url"
                value={url}
                onChange={change.url}
                placeholder={DEFAULT_BASE_URL}
                error={problems.url}
                hint={
                  <>
                    <Changed sentence={parsed.ok ? parsed.changed : undefined} />
                    {words.urlHint.before}
                    <span className="font-mono">BASE/v1beta/models/…</span>
                    {words.urlHint.after}
                  </>
                }
              />
            </div>
          </Disclosure>
        </div>
        <div role="status" aria-label="Connection test" className="min-h-4 text-label wrap-anywhere">
          {said.failed ? (
            <p ref={intoView} className="flex gap-1.5 border-l-2 border-fail pl-3 text-fail">
              <span className="pt-px">
                <Icon name="warning" />
              </span>
              <span className="min-w-0">{said.sentence}</span>
            </p>
          ) : (
            <p className="text-soft">{said.sentence}</p>
          )}
        </div>
        <Hosts />
      </form>
    </Dialog>
  )
}
