/**
 * Where JavaScript handlers run: a hidden frame with an origin of its own (`public/handler.html`), whose policy leaves it
 * neither network nor page. It is there only while a call waits for its result.
 */
import { javascriptWords as words } from './words.ts'
import type { JsonObject } from '../../request/functions/declaration.ts'

export type Ran =
  | { ok: true; value: unknown }
  /** @property problem a sentence: why there is no result */
  | { ok: false; problem: string }

/** What the frame says of a call; a JSON string on its way. */
type Said = { id: number } & (
  | { result: string }
  | { problem: 'slow' | 'large' | 'nothing' | 'start' }
  | { problem: 'words'; words: string }
)

interface Frame {
  run: (code: string, args: JsonObject, call: number, signal?: AbortSignal) => Promise<Ran>
  remove: () => void
}

/** The frame itself gives up before this: where it is silent, it was not loaded. */
const SILENT_MS = 15_000

function ranOf(said: Said): Ran {
  if ('result' in said) {
    try {
      return { ok: true, value: JSON.parse(said.result) as unknown }
    } catch {
      return { ok: false, problem: words.notJson }
    }
  }
  return { ok: false, problem: said.problem === 'words' ? words.said(said.words) : words[said.problem] }
}

function openFrame(): Frame {
  const frame = document.createElement('iframe')
  const { port1: port, port2 } = new MessageChannel()
  const waiting = new Map<number, (said: Said) => void>()
  const send = (message: object) => port.postMessage(JSON.stringify(message))
  let last = 0
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'string') return
    const said = JSON.parse(data) as Said
    waiting.get(said.id)?.(said)
  })
  port.start()
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.hidden = true
  frame.src = new URL('./handler.html', document.baseURI).href
  // An opaque origin has no name to address; the port goes to the window that was loaded, and says nothing.
  frame.addEventListener('load', () => frame.contentWindow?.postMessage(null, '*', [port2]), { once: true })
  document.body.append(frame)
  return {
    run: (code, args, call, signal) =>
      new Promise((resolve, reject) => {
        const id = ++last
        const end = () => {
          clearTimeout(clock)
          signal?.removeEventListener('abort', stop)
          waiting.delete(id)
        }
        const hear = (said: Said) => {
          end()
          resolve(ranOf(said))
        }
        const stop = () => {
          end()
          send({ id })
          reject(signal?.reason)
        }
        const clock = setTimeout(() => hear({ id, problem: 'start' }), SILENT_MS)
        signal?.addEventListener('abort', stop)
        waiting.set(id, hear)
        send({ id, code, args, call })
      }),
    remove() {
      port.close()
      frame.remove()
    },
  }
}

let open: { frame: Frame; calls: number } | undefined

/**
 * Runs the body of an async function of `args` and `call`; what it returns is the result.
 * @param call its number, from 1
 * @throws the signal's reason, once it is aborted
 */
export async function runJavaScript(
  code: string,
  args: JsonObject,
  call: number,
  signal?: AbortSignal,
): Promise<Ran> {
  // Code that is loaded for a call comes late: it may have been stopped since.
  signal?.throwIfAborted()
  const own = (open ??= { frame: openFrame(), calls: 0 })
  own.calls++
  try {
    return await own.frame.run(code, args, call, signal)
  } finally {
    if (--own.calls === 0) {
      own.frame.remove()
      open = undefined
    }
  }
}
