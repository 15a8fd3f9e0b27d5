import { compactJson } from '../json.ts'
import { readTable } from './handlers.ts'
import type { HandlerKind, OwnFunction } from './declaration.ts'

/** As the dialog and the summaries call them. */
export const handlerTitles: Readonly<Record<HandlerKind, string>> = {
  fixed: 'Fixed result',
  table: 'Table',
  javascript: 'JavaScript',
}

export const ASK = 'Ask me'

/** What answers a function's calls: `Table, 4 rows`. */
export function answeredBy({ handler, handlers, unread }: OwnFunction): string {
  if (handler === undefined) return ASK
  const title = handlerTitles[handler]
  if (handler === 'javascript') return unread ? `${title}, not allowed yet` : title
  if (handler === 'fixed') return title
  const read = readTable(handlers?.table ?? '')
  return read.ok ? `${title}, ${read.rows.length} ${read.rows.length === 1 ? 'row' : 'rows'}` : title
}

/** All that there is of functions, as a text to be read before it is taken over. */
export function wholeFunctions(functions: readonly OwnFunction[]): string {
  return functions
    .map((one) => {
      const { declaration, handlers = {}, acts, fault } = one
      const { name, ...rest } = declaration
      const about = [answeredBy(one), ...(acts ? ['acts'] : []), ...(fault ? [`fault: ${fault}`] : [])]
      const texts = (Object.keys(handlers) as HandlerKind[]).flatMap((kind) =>
        handlers[kind] ? [`${handlerTitles[kind]}:`, handlers[kind]] : [],
      )
      const declared = Object.keys(rest).length > 0 ? [compactJson(rest)] : []
      return [`${name} (${about.join('; ')})`, ...declared, ...texts].join('\n')
    })
    .join('\n\n')
}
