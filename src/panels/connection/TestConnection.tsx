import { useEffect, useRef, useState } from 'react'
import { adviseFailure } from '../../state/advice.ts'
import { failureOf } from '../../runs/failure.ts'
import { mayReach } from '../../state/connection/narrow.ts'
import { clientFor } from '../../state/connection/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Backend } from '../../state/connection/connection.ts'

interface Checked {
  backend: Backend
  baseUrl: string
  origin: string
  apiKey: string | null
}

interface Props {
  check: () => Checked | null
  onSay: (sentence: string) => void
}

const counted = (models: number) => `${models.toLocaleString('en')} ${models === 1 ? 'model' : 'models'}`

/** Asks for the models with what stands in the dialog, saves nothing, and says in one sentence what came of it. */
async function test(connection: Checked, signal: AbortSignal): Promise<string> {
  const { backend, origin, apiKey } = connection
  const host = new URL(origin).host
  if (backend === 'live' && !mayReach(origin))
    return `Not tested: until it is reloaded this page can reach the present address alone. Save first; the page then reloads for ${host}.`
  try {
    const { models } = await clientFor(connection).listModels({ signal })
    if (backend === 'demo') return `The demo answers and has ${counted(models.length)}.`
    return apiKey
      ? `The key works: ${host} shows it ${counted(models.length)}.`
      : `${host} answers without a key and shows ${counted(models.length)}.`
  } catch (error) {
    const failure = failureOf(error)
    const { title, body, words } = adviseFailure(failure)
    const rest = body
      .map((span) => (typeof span === 'string' ? span : 'mono' in span ? span.mono : span.strong))
      .join('')
    // Without a code the words are our own client's, and say the same once more.
    return [`${title}.`, rest, failure.code && words.join(' ')].filter(Boolean).join(' ')
  }
}

/** The button; a second press, or closing the dialog, ends a test that is under way. */
export function TestConnection({ check, onSay }: Props) {
  const [busy, setBusy] = useState(false)
  const current = useRef<AbortController>(null)
  useEffect(() => () => current.current?.abort(), [])
  const start = async () => {
    current.current?.abort()
    const connection = check()
    if (!connection) {
      // What is wrong stands at its field; the test before this press is over.
      setBusy(false)
      onSay('')
      return
    }
    const controller = new AbortController()
    current.current = controller
    setBusy(true)
    onSay(
      `Asking ${connection.backend === 'demo' ? 'the demo' : new URL(connection.origin).host} for its models`,
    )
    const sentence = await test(connection, controller.signal)
    if (controller.signal.aborted) return
    setBusy(false)
    onSay(sentence)
  }
  return (
    <Button variant="bordered" size={32} aria-busy={busy} onClick={() => void start()}>
      Test connection
    </Button>
  )
}
