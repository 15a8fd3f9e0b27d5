import { upgradeTurn } from '../../request/upgrade.ts'
import { liftTurnRun } from '../../runs/liftV1.ts'
import type { Run } from '../../runs/run.ts'

/** Of the same turn always the same, so that two tabs that lift it write one run. */
const liftedId = (turn: string) => `v1-${turn}`

/** What is looked at of a turn of version 1. */
interface Turn1 {
  id: string
  conversation: string
  parts: unknown
  candidate?: number
}

interface Lifted {
  value: unknown
  /** The run that stood inside the turn. */
  lifted: Run | null
  /** It has another shape than any of version 1: it is left behind, and the turn keeps its parts. */
  lost?: true
}

interface LiftedTurn extends Lifted {
  /** The record has an older shape, and nothing of it would be lost in the present one. */
  isOld: boolean
}

/**
 * A stored turn in the shape of now. Version 1 kept the run inside the turn, and the answer's parts beside it; it and the
 * first shape of version 2 kept the pictures beside the parts.
 * @param value an unknown record; anything but a turn of an older shape comes back as it is
 * @throws ZodError where what stands beside it has no shape of ours
 */
export function liftTurn(value: unknown): LiftedTurn {
  if (typeof value !== 'object' || value === null) return { value, lifted: null, isOld: false }
  const { value: present, ...rest } = liftRun(value)
  const turn = upgradeTurn(present)
  return { value: turn, ...rest, isOld: turn !== value && !rest.lost }
}

function liftRun(value: object): Lifted & { value: object } {
  if (!('run' in value) || typeof value.run !== 'object') return { value, lifted: null }
  const { run, ...turn } = value as unknown as Turn1 & { run: unknown }
  try {
    const id = liftedId(turn.id)
    const origin = { kind: 'chat', conversation: turn.conversation, turn: turn.id } as const
    const lifted = liftTurnRun(run, id, origin, { parts: turn.parts, candidate: turn.candidate })
    return { value: { ...turn, parts: [], run: id }, lifted }
  } catch {
    return { value: turn, lifted: null, lost: true }
  }
}
