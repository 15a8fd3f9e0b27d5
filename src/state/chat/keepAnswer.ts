/** "Use as handler": what was typed as the result of a call answers such calls from now on. */
import { jsonOf, readJson } from '../../request/json.ts'
import { chatDoc } from '../documents/documents.ts'
import { set } from './chat.ts'
import type { FunctionCall } from '../../gemini/types.ts'
import type { OwnFunction } from '../../request/functions/declaration.ts'

const named =
  (name: string | undefined) =>
  ({ declaration }: OwnFunction): boolean =>
    declaration.name === name

/** Changes the function of this name as it stands now. */
function change(name: string, to: (fn: OwnFunction) => OwnFunction): void {
  const { functions = [] } = chatDoc.settings.store.getState()
  const same = named(name)
  chatDoc.settings.set(
    'functions',
    functions.map((one) => (same(one) ? to(one) : one)),
  )
}

/** A function that is answered as one was before its table got a row. What was changed of it since stays, its table too. */
function answeredAs(before: OwnFunction, made: OwnFunction, now: OwnFunction): OwnFunction {
  const { handler: _, handlers = {}, ...rest } = now
  const { table, ...others } = handlers
  const back = table === made.handlers?.table ? before.handlers?.table : table
  const kept = back === undefined ? others : { ...others, table: back }
  return {
    ...rest,
    ...(before.handler && { handler: before.handler }),
    ...(Object.keys(kept).length > 0 && { handlers: kept }),
  }
}

/**
 * Makes a result a row of its function's table, and the table its handler; the way back is offered as that of a deletion is.
 * @param text JSON, as it was typed
 * @returns a sentence where it could not be done
 */
export async function keepAnswer({ name, args }: FunctionCall, text: string): Promise<string | null> {
  const { readTable, rowFor, withRow } = await import('../../request/functions/handlers.ts')
  const before = chatDoc.settings.store.getState().functions?.find(named(name))
  if (!before) return `${name ?? 'The function'} is not among the functions of Run settings any more.`
  const result = readJson(text)
  if (!result.ok) return result.why
  const made = withRow(before, jsonOf(args), result.value)
  if (!made.ok) return made.problem
  change(before.declaration.name, () => made.fn)
  const table = readTable(made.fn.handlers?.table ?? '')
  const row = table.ok ? rowFor(table.rows, jsonOf(args)) + 1 : 1
  set({
    undo: {
      words: `Row ${row} of the table of ${before.declaration.name} answers such calls now`,
      bringBack() {
        change(before.declaration.name, (now) => answeredAs(before, made.fn, now))
        set({ undo: null })
        return Promise.resolve()
      },
    },
  })
  return null
}

/** Whether a function of this name is among those of Run settings. */
export const isOwn = (functions: readonly OwnFunction[] | undefined, name: string | undefined): boolean =>
  functions?.some(named(name)) ?? false
