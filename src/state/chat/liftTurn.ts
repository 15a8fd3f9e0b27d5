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

/**
 * A stored turn in the shape of now. Version 1 kept the run inside the turn, and the answer's parts beside it.
 * @param value an unknown record; anything but a turn of version 1 comes back as it is
 * @throws ZodError where it has another shape than any that version 1 wrote
 */
export function liftTurn(value: unknown): { value: unknown; lifted: Run | null } {
  if (typeof value !== 'object' || value === null || !('run' in value) || typeof value.run !== 'object')
    return { value, lifted: null }
  const { run, ...turn } = value as unknown as Turn1 & { run: unknown }
  const id = liftedId(turn.id)
  const origin = { kind: 'chat', conversation: turn.conversation, turn: turn.id } as const
  const lifted = liftTurnRun(run, id, origin, { parts: turn.parts, candidate: turn.candidate })
  return { value: { ...turn, parts: [], run: id }, lifted }
}
