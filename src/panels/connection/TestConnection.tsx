import { useEffect, useRef, useState } from 'react'
import { adviseFailure } from '../../state/advice.ts'
import { failureOf } from '../../runs/failure.ts'
import { mayReach } from '../../state/connection/narrow.ts'
import { clientFor } from '../../state/connection/session.ts'
import { Button } from '../../ui/Button.tsx'
import { testWords } from './words.ts'
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

/** Asks for the models with what stands in the dialog, saves nothing, and says in one sentence what came of it. */
async function test(connection: Checked, signal: AbortSignal): Promise<string> {
  const { backend, origin, apiKey } = connection
  const host = new URL(origin).host
  if (backend === 'live' && !mayReach(origin)) return testWords.notReachable(host)
  try {
    const { models } = await clientFor(connection).listModels({ signal })
    if (backend === 'demo') return testWords.demo(models.length)
    return apiKey ? testWords.works(host, models.length) : testWords.keyless(host, models.length)
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
      testWords.asking(connection.backend === 'demo' ? testWords.theDemo : new URL(connection.origin).host),
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
