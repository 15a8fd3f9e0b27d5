import type { OwnFunction } from './declaration.ts'

/** JavaScript of another person runs here only once the reader has seen it: a link leaves it out, a file brings it switched off. */

/** What brings something from outside. */
export type Source = 'link' | 'file'

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
function unreadJavaScript(functions: readonly OwnFunction[]): OwnFunction[] {
  return functions.map((one) => {
    const { unread: _, ...rest } = one
    return one.handlers?.javascript ? { ...rest, unread: true } : rest
  })
}

/** Settings, a prompt or what a run asked, as they may come in from outside: every way in goes through here. */
export function settingsFrom<S extends { readonly functions?: OwnFunction[] }>(what: Source, settings: S): S {
  const { functions } = settings
  if (!functions) return settings
  return { ...settings, functions: (what === 'link' ? withoutJavaScript : unreadJavaScript)(functions) }
}
