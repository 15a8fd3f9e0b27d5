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

/** What a test came to: a sentence, and whether it is one of failure. */
export interface Said {
  sentence: string
  failed: boolean
}

interface Props {
  check: () => Checked | null
  onSay: (said: Said) => void
}

const fine = (sentence: string): Said => ({ sentence, failed: false })

/** Asks for the models with what stands in the dialog, saves nothing, and says in one sentence what came of it. */
async function test(connection: Checked, signal: AbortSignal): Promise<Said> {
  const { backend, origin, apiKey } = connection
  const host = new URL(origin).host
  if (backend === 'live' && !mayReach(origin)) return fine(testWords.notReachable(host))
  try {
    const { models } = await clientFor(connection).listModels({ signal })
    if (backend === 'demo') return fine(testWords.demo(models.length))
    return fine(apiKey ? testWords.works(host, models.length) : testWords.keyless(host, models.length))
  } catch (error) {
    const failure = failureOf(error)
    const { title, body, words } = adviseFailure(failure, { purpose: 'list' })
    const rest = body
      .map((span) => (typeof span === 'string' ? span : 'mono' in span ? span.mono : span.strong))
      .join('')
    // Without a code the words are our own client's, and say the same once more.
    const sentence = [`${title}.`, rest, failure.code && words.join(' ')].filter(Boolean).join(' ')
    return { sentence, failed: true }
  }
}

/** The button; a second press, a change of the form, or closing the dialog ends a test that is under way. */
export function TestConnection({ check, onSay }: Props) {
  const [busy, setBusy] = useState(false)
  const current = useRef<AbortController>(null)
  useEffect(() => () => current.current?.abort(), [])
  const start = async () => {
    current.current?.abort()
    const connection = check()
    // What is wrong stands at its field.
    if (!connection) return
    const controller = new AbortController()
    current.current = controller
    setBusy(true)
    onSay(
      fine(
        testWords.asking(connection.backend === 'demo' ? testWords.theDemo : new URL(connection.origin).host),
      ),
    )
    const said = await test(connection, controller.signal)
    if (controller.signal.aborted) return
    setBusy(false)
    onSay(said)
  }
  return (
    <Button variant="bordered" size={32} aria-busy={busy} onClick={() => void start()}>
      Test connection
    </Button>
  )
}
