/** What the rules have in common: how bad a thing is, and how it is mended. */
import { extraPath, getAt } from '../settings/path.ts'
import { table } from '../settings/table.ts'
import type { ModelFacts, Taken } from '../capabilities.ts'
import type { At, SettingPath } from '../settings/table.ts'
import type { Change, Finding, Seen } from './finding.ts'

export type Severity = Finding['severity']

export const figure = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 10 })

/** The table ties each path to its type; a rule that goes through rows knows neither. */
export const set = (path: string, value?: unknown): Change => ({
  kind: 'set',
  path: path as SettingPath,
  ...(value !== undefined && { value: value as At<SettingPath> }),
})

export const several = (...changes: Change[]): Change =>
  changes.length === 1 ? changes[0]! : { kind: 'several', changes }

const rows = new Set(table.map(({ path }) => path))
/** Where the person lays JSON over the request. */
const EXTRA = 'extra'

/** Takes a field of the request away, wherever it comes from. @param path on the wire */
export function without(seen: Seen, path: string): Change {
  const inSettings = getAt(seen.doc.settings, path) !== undefined
  const extra = extraPath(seen.doc.settings, path)
  return several(
    ...(inSettings || extra === null ? [set(path)] : []),
    ...(extra === null ? [] : [set(extra)]),
  )
}

/** Gives a field of the request another value: where it stands already, in its row, or among Extra fields. */
export const withValue = (seen: Seen, path: string, value: unknown): Change =>
  set(extraPath(seen.doc.settings, path) ?? (rows.has(path) ? path : `${EXTRA}.${path}`), value)

/** How bad it is that a model makes nothing of something. A guess of ours is a Warning at most. */
export function severityOf(taken: Taken, { certain }: ModelFacts): Severity | null {
  if (taken === 'ignored') return 'note'
  if (taken === 'refused') return certain ? 'error' : 'warning'
  return taken === 'doubtful' ? 'warning' : null
}

/** An Error of a rule that goes by what the id tells; a Warning where the id is newer than the rules. */
export const byId = ({ certain }: ModelFacts): 'error' | 'warning' => (certain ? 'error' : 'warning')

/** `refuses` or `may refuse`, as certain as the finding is. */
export const refuses = (severity: Severity): string => (severity === 'error' ? 'refuses' : 'may refuse')
