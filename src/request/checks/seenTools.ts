/** The tools of a request as the rules look at them, and how a fix changes them where they stand. */
import { isJson } from '../json.ts'
import { getAt, standsInExtra } from '../settings/path.ts'
import { builtInTools } from '../tools.ts'
import { set, several, without } from './fixes.ts'
import { listOf } from './seen.ts'
import type { Json } from '../json.ts'
import type { Change, Seen } from './finding.ts'

export const FUNCTIONS = 'functionDeclarations'
const CALLING = 'toolConfig.functionCallingConfig'
export const MODE = `${CALLING}.mode`
export const ALLOWED = `${CALLING}.allowedFunctionNames`
export const FLAG = 'toolConfig.includeServerSideToolInvocations'

export interface Tools {
  entries: readonly Json[]
  declared: readonly { declaration: Json; path: string }[]
  /** Names of the tools that the API brings. */
  builtIn: readonly string[]
  /** Upper case; undefined where none is set. */
  mode: string | undefined
  flag: boolean
}

export function toolsIn({ body }: Seen): Tools {
  const entries = listOf(body['tools']).filter(isJson)
  const mode = getAt(body, MODE)
  return {
    entries,
    declared: entries.flatMap((entry, tool) =>
      listOf(entry[FUNCTIONS])
        .filter(isJson)
        .map((declaration, at) => ({ declaration, path: `tools[${tool}].${FUNCTIONS}[${at}]` })),
    ),
    builtIn: [
      ...new Set(entries.flatMap((entry) => Object.keys(entry).filter((name) => name !== FUNCTIONS))),
    ],
    mode: typeof mode === 'string' ? mode.toUpperCase() : undefined,
    flag: getAt(body, FLAG) === true,
  }
}

/** The list of tools without what `keeps` does not keep of each entry. */
export const onlyTools = ({ entries }: Tools, keeps: (name: string) => boolean): Json[] =>
  entries
    .map((entry) => Object.fromEntries(Object.entries(entry).filter(([name]) => keeps(name))))
    .filter((entry) => Object.keys(entry).length > 0)

/** Rows of the API's own tools that are on. */
const switchedOn = ({ settings }: Seen['doc']) => builtInTools.filter((name) => settings.builtIn?.[name])

/**
 * Other tools in the place of these: in their rows, or in Extra fields where those decide. What a row alone can say of a tool
 * of the API is that it is on.
 */
export function withTools(seen: Seen, entries: readonly Json[]): Change {
  const { functions } = seen.doc.settings
  const on = switchedOn(seen.doc)
  if (standsInExtra(seen.doc.settings, 'tools'))
    // Without a list of theirs the rows would be sent again.
    return entries.length > 0 || functions || on.length > 0 ? set('extra.tools', entries) : set('extra.tools')
  const off = on
    .filter((name) => !entries.some((entry) => name in entry))
    .map((name) => set(`builtIn.${name}`))
  if (!functions) return several(...off)
  const next = entries.flatMap((entry) => listOf(entry[FUNCTIONS]))
  const kept =
    next.length === functions.length
      ? functions.map((one, at) => Object.assign({}, one, { declaration: next[at] }))
      : functions.filter(({ declaration }) => next.includes(declaration))
  return several(set('functions', kept.length > 0 ? kept : undefined), ...off)
}

/** No tools at all: functions that have a row stay in it, and are taken out of what is sent. */
export const withoutTools = (seen: Seen): Change =>
  several(
    ...switchedOn(seen.doc).map((name) => set(`builtIn.${name}`)),
    seen.doc.settings.functions ? set('extra.tools', null) : set('extra.tools'),
    without(seen, 'toolConfig'),
  )
