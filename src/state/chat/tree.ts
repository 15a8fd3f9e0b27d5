import type { Part } from '../../gemini/types.ts'
import type { ImageRef } from '../../prompt/schema.ts'
import type { Chunk, Run } from '../run.ts'

/** A run as a turn keeps it: what the answer and its strip show, without the request and the raw chunks. */
export interface TurnRun extends Omit<Run, 'request' | 'sent' | 'chunks'> {
  chunks: readonly Pick<Chunk, 'at' | 'bytes' | 'kind'>[]
}

/** One message of a conversation; one record each. */
export interface Turn {
  /** Unique, and sorts by time. */
  id: string
  conversation: string
  /** The turn before; null at the start. */
  parent: string | null
  /**
   * The place in the conversation that this turn is one version of. Versions of one place share it; two turns with
   * the same parent and different slots were written at once in two tabs, and both are shown, one after the other.
   */
  slot: string
  role: 'user' | 'model'
  /** As typed, or exactly as received: part for part, signatures included. Images of the user stand in `images`. */
  parts: readonly Part[]
  images: readonly ImageRef[]
  /** Epoch ms. */
  at: number
  /** Of a model turn: how it came to be. */
  run?: TurnRun
  /** Index of the candidate that `parts` came from; the first unless the user picked another. */
  candidate?: number
  /** The user keeps in the history what would be left out of it. */
  kept?: boolean
  /** The user changed the model's words. */
  edited?: boolean
}

/** What is left of a deleted turn, so that those after it keep their place and no late write brings it back. */
export interface Gone {
  gone: true
  id: string
  conversation: string
  parent: string | null
  slot: string
  at: number
}

export interface Tree {
  turns: ReadonlyMap<string, Turn>
  gone: ReadonlyMap<string, Gone>
  /** The version on show for a slot; the newest where none was chosen. */
  chosen: Readonly<Record<string, string>>
}

type Node = Turn | Gone

const isTurn = (node: Node): node is Turn => !('gone' in node)

/** Turns below each parent, oldest first. */
function children({ turns, gone }: Tree): Map<string | null, Node[]> {
  const below = new Map<string | null, Node[]>()
  const known = (id: string | null) => id !== null && (turns.has(id) || gone.has(id))
  for (const node of [...gone.values(), ...turns.values()]) {
    if (gone.has(node.id) && isTurn(node)) continue
    // A parent that was lost (a record set aside) must not hide what follows.
    const parent = known(node.parent) ? node.parent : null
    const siblings = below.get(parent)
    if (siblings) siblings.push(node)
    else below.set(parent, [node])
  }
  for (const siblings of below.values()) siblings.sort(byTime)
  return below
}

function byTime(a: Node, b: Node): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1)
}

/** The turns on show, in order. */
export function path(tree: Tree): Turn[] {
  const below = children(tree)
  const shown: Turn[] = []
  // A stack, not recursion: a conversation may have thousands of turns.
  const next: Node[] = versionsOnShow(below.get(null), tree).toReversed()
  const seen = new Set<string>()
  for (let node = next.pop(); node; node = next.pop()) {
    if (seen.has(node.id)) continue
    seen.add(node.id)
    if (isTurn(node)) shown.push(node)
    next.push(...versionsOnShow(below.get(node.id), tree).toReversed())
  }
  return shown
}

/** Of every slot among these siblings the version on show, slots in the order they were begun. */
function versionsOnShow(siblings: readonly Node[] | undefined, { chosen }: Tree): Node[] {
  const slots = new Map<string, Node>()
  for (const node of siblings ?? []) {
    const wanted = chosen[node.slot]
    const present = slots.get(node.slot)
    // A deleted version holds the place where it was the one on show: what followed it stays in sight.
    if (!present || node.id === wanted || (present.id !== wanted && (isTurn(node) || !isTurn(present)))) {
      slots.set(node.slot, node)
    }
  }
  return [...slots.values()]
}

/** All living versions of a turn's place, oldest first. */
export function versions(tree: Tree, turn: Turn): Turn[] {
  return [...tree.turns.values()]
    .filter((other) => other.slot === turn.slot && other.parent === turn.parent && !tree.gone.has(other.id))
    .toSorted(byTime)
}
