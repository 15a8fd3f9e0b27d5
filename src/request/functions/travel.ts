import type { OwnFunction } from './declaration.ts'

/** JavaScript of another person runs here only once the reader has seen it: a link leaves it out, a file brings it switched off. */

/** As a link carries them: whatever JavaScript answered asks again. */
export function withoutJavaScript(functions: readonly OwnFunction[]): OwnFunction[] {
  return functions.map((one) => {
    const { handlers = {}, handler, unread: _, ...rest } = one
    const { javascript: __, ...kept } = handlers
    return {
      ...rest,
      ...(handler !== undefined && handler !== 'javascript' && { handler }),
      ...(Object.keys(kept).length > 0 && { handlers: kept }),
    }
  })
}

/** As a file brings them: their JavaScript is off until it has been read and allowed. */
export function unreadJavaScript(functions: readonly OwnFunction[]): OwnFunction[] {
  return functions.map((one) => {
    const { unread: _, ...rest } = one
    return one.handlers?.javascript ? { ...rest, unread: true } : rest
  })
}
