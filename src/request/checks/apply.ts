import { edited } from '../json.ts'
import { getAt, withSetting } from '../settings/path.ts'
import type { DocTurn, RequestDoc } from '../doc.ts'
import type { At, SettingPath, Settings } from '../settings/table.ts'
import type { Change } from './finding.ts'

/** Settings with a change made; what is about turns changes none. */
export function changedSettings(settings: Settings, change: Change): Settings {
  if (change.kind === 'set') return withSetting(settings, change.path, change.value)
  if (change.kind === 'within') {
    const value = getAt(settings, change.path)
    return value === undefined
      ? settings
      : withSetting(settings, change.path, edited(value, change.edits) as At<SettingPath>)
  }
  if (change.kind === 'model') return { ...settings, model: change.model }
  return change.kind === 'several' ? change.changes.reduce(changedSettings, settings) : settings
}

/** Every change in it, one by one. */
export const flat = (change: Change): Exclude<Change, { kind: 'several' }>[] =>
  change.kind === 'several' ? change.changes.flatMap(flat) : [change]

/** Whether a change is about turns, beside what it may set. */
export const touchesTurns = (change: Change): boolean =>
  flat(change).some(({ kind }) => kind === 'part' || kind === 'leave out')

/** The parts of a turn with the changes made that are about them; the same list where none is. */
export function changedParts<P extends object>(
  parts: readonly P[],
  turn: number,
  changes: readonly Change[],
): readonly P[] {
  const own = changes.flatMap(flat).filter((one) => one.kind === 'part' && one.turn === turn)
  if (own.length === 0) return parts
  return parts.flatMap((part) => {
    const change = own.find((one) => one.kind === 'part' && one.was === part)
    if (!change || change.kind !== 'part') return [part]
    return change.now === undefined ? [] : [change.now as P]
  })
}

/** A document with changes made, one after the other. Turns are told by the document as it was before all of them. */
export function changedDoc(doc: RequestDoc, changes: readonly Change[]): RequestDoc {
  const left = new Set(changes.flatMap(flat).flatMap((one) => (one.kind === 'leave out' ? one.turns : [])))
  const turns = doc.turns.flatMap((turn, at): DocTurn[] =>
    left.has(at) ? [] : [{ ...turn, parts: changedParts(turn.parts, at, changes) }],
  )
  return { ...doc, settings: changes.reduce(changedSettings, doc.settings), turns }
}
