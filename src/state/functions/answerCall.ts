/** The one way in which a call is answered without its reader. */
import { readFixed, readTable, rowFor } from '../../request/functions/handlers.ts'
import { countHit } from './hits.ts'
import { words } from './words.ts'
import type { FunctionCall } from '../../gemini/types.ts'
import type { HandlerKind, OwnFunction } from '../../request/functions/declaration.ts'

export type CallAnswer =
  | {
      kind: 'result'
      /** As the handler gave it: any JSON. */
      value: unknown
      by: HandlerKind
      /** Of a table: which of its rows, from 1. */
      row?: number
      ms: number
    }
  /** @property why a sentence: the reader has to answer */
  | { kind: 'ask'; why: string }
  /** @property problem a sentence: the handler could not answer */
  | { kind: 'failed'; problem: string }

/**
 * What a function's handler says to a call. Whether it may go back by itself, and what is to go wrong with it on purpose,
 * is the business of whoever sends it.
 * @param number of the call in its loop, from 1
 * @throws the signal's reason, once it is aborted
 */
export async function answerCall(
  fn: OwnFunction,
  call: FunctionCall,
  number: number,
  { signal }: { signal?: AbortSignal } = {},
): Promise<CallAnswer> {
  signal?.throwIfAborted()
  const { name } = fn.declaration
  const { handler, handlers, unread } = fn
  const { args = {} } = call
  if (handler === undefined) return { kind: 'ask', why: words.noHandler(name) }
  const text = handlers?.[handler] ?? ''
  if (text.trim() === '') return { kind: 'ask', why: words.empty(name) }
  const start = performance.now()
  const result = (value: unknown, row?: number): CallAnswer => ({
    kind: 'result',
    value,
    by: handler,
    ...(row !== undefined && { row }),
    ms: performance.now() - start,
  })
  if (handler === 'fixed') {
    const read = readFixed(text)
    return read.ok ? result(read.value) : { kind: 'failed', problem: words.fixed(name, read.problem) }
  }
  if (handler === 'table') {
    const read = readTable(text)
    if (!read.ok) return { kind: 'failed', problem: words.table(name, read.problem) }
    const at = rowFor(read.rows, args)
    const row = read.rows[at]
    if (!row) return { kind: 'ask', why: words.noRow(name) }
    countHit(name, row)
    return result(row.result, at + 1)
  }
  if (unread) return { kind: 'ask', why: words.unread(name) }
  const { runJavaScript } = await import('./javascript.ts')
  const ran = await runJavaScript(text, args, number, signal)
  return ran.ok ? result(ran.value) : { kind: 'failed', problem: words.javascript(name, ran.problem) }
}
