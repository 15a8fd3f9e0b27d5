import type { Part } from '../../request/doc.ts'
import type { CallFault, HandlerKind } from '../../request/functions/declaration.ts'
import type { RunId } from '../../runs/run.ts'

/** What answered a call. */
export interface Answered {
  by: 'hand' | HandlerKind
  /** Of a table, counted from 1. */
  row?: number
  /** How long a handler took. */
  ms?: number
  /** It went wrong on purpose. */
  fault?: CallFault
}

/** One message of a conversation; one record each: its place, and either words written by hand or a run's answer. */
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
  /** In their order on the wire; as typed, or as a link or a file brought them. Empty where the turn is a run's answer: `partsOf` gives both. */
  parts: readonly Part[]
  /** Epoch ms. */
  at: number
  /** Of a version made by editing: when the first version was written. Its files are as old as that. */
  since?: number
  /** The run that this turn is the answer of. */
  run?: RunId
  /** It had a run that could not be read; only its words are left. */
  runLost?: boolean
  /** Index of the candidate that counts; the first unless the user picked another. */
  candidate?: number
  /** The user keeps in the history what would be left out of it. */
  kept?: boolean
  /** The user leaves out of the history what would be in it. */
  leftOut?: boolean
  /** The user changed the model's words. */
  edited?: boolean
  /** Of a model turn without a run (changed by hand, or brought by a link or a file): who wrote it. */
  model?: string
  /** Of results: what answered each call, in their order. */
  answers?: readonly Answered[]
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

/** Where a node is shown: below its parent, or at the top level where that would leave it out of reach. */
type ParentOf = (node: Node) => string | null

/** Turns below each parent, oldest first. */
function children(nodes: ReadonlyMap<string, Node>, parentOf: ParentOf): Map<string | null, Node[]> {
  const found = new Map<string | null, Node[]>()
  for (const node of nodes.values()) {
    const parent = parentOf(node)
    const siblings = found.get(parent)
    if (siblings) siblings.push(node)
    else found.set(parent, [node])
  }
  for (const siblings of found.values()) siblings.sort(byTime)
  return found
}

/**
 * For each slot the nodes that the chosen version stands below. Two tabs that move turns may leave one slot in two
 * places, one below the other; the choice names a turn of the lower place, and the upper one has to lead to it.
 */
function waysToChosen(
  chosen: Tree['chosen'],
  nodes: ReadonlyMap<string, Node>,
  parentOf: ParentOf,
): (slot: string) => ReadonlySet<string> {
  const known = new Map<string, Set<string>>()
  return (slot) => {
    const walked = known.get(slot)
    if (walked) return walked
    const way = new Set<string>()
    for (let id: string | null = chosen[slot] ?? null; id !== null && !way.has(id);) {
      way.add(id)
      const node = nodes.get(id)
      id = node ? parentOf(node) : null
    }
    known.set(slot, way)
    return way
  }
}

/**
 * Places that hang in the air, to be shown at the top level so that nothing vanishes: their parent was lost (a record
 * set aside), or two tabs moved turns below each other; of such a ring the oldest, with its other versions.
 */
function loosePlaces(nodes: ReadonlyMap<string, Node>): Set<string> {
  const loose = new Set<string>()
  const grounded = new Set<string>()
  for (const start of nodes.values()) {
    const walked = new Map<string, Node>()
    let node: Node | undefined = start
    while (node && !grounded.has(node.id) && !walked.has(node.id)) {
      walked.set(node.id, node)
      if (node.parent === null) break
      const above: Node | undefined = nodes.get(node.parent)
      if (!above) loose.add(placeKey(node))
      node = above
    }
    if (node && walked.has(node.id) && node.parent !== null && !grounded.has(node.id)) {
      const ring = [...walked.values()].slice([...walked.keys()].indexOf(node.id))
      const oldest = ring.toSorted(byTime)[0]
      if (oldest) loose.add(placeKey(oldest))
    }
    for (const id of walked.keys()) grounded.add(id)
  }
  return loose
}

function byTime(a: Node, b: Node): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1)
}

/** The turns on show, in order. */
export function path(tree: Tree): Turn[] {
  const nodes = new Map<string, Node>([...tree.turns, ...tree.gone])
  const loose = loosePlaces(nodes)
  const parentOf: ParentOf = (node) => (loose.size > 0 && loose.has(placeKey(node)) ? null : node.parent)
  const lower = children(nodes, parentOf)
  const wayTo = waysToChosen(tree.chosen, nodes, parentOf)
  const pick = (among: readonly Node[]) =>
    among.find(({ id, slot }) => id === tree.chosen[slot]) ??
    among.find(({ id, slot }) => wayTo(slot).has(id)) ??
    among.at(-1)
  const shown: Turn[] = []
  // A stack, not recursion: a conversation may have thousands of turns.
  const next: Node[] = versionsOnShow(lower.get(null), pick).toReversed()
  for (let node = next.pop(); node; node = next.pop()) {
    if (isTurn(node)) shown.push(node)
    next.push(...versionsOnShow(lower.get(node.id), pick).toReversed())
  }
  return shown
}

/** Of every slot among these siblings the version on show, slots in the order they were begun. */
function versionsOnShow(
  siblings: readonly Node[] | undefined,
  pick: (among: readonly Node[]) => Node | undefined,
): Node[] {
  const places = new Map<string, Node[]>()
  for (const node of siblings ?? []) {
    // Not the slot alone: loose ends stand together, and are versions of each other only below the same parent.
    const key = placeKey(node)
    const versionsHere = places.get(key)
    if (versionsHere) versionsHere.push(node)
    else places.set(key, [node])
  }
  return [...places.values()].flatMap((nodes) => {
    const living = pick(nodes.filter(isTurn))
    // Deleted with all its versions: what followed the one on show stays in sight. A version deleted beside living
    // ones was deleted in another tab, or replaced by a new try: what followed it comes after the living one.
    if (!living) return [pick(nodes) ?? []].flat()
    return nodes.filter((node) => node === living || !isTurn(node)).toSorted((a, b) => rank(a) - rank(b))
  })
}

const rank = (node: Node) => (isTurn(node) ? 0 : 1)

const placeKey = ({ parent, slot }: Node) => `${parent ?? ''} ${slot}`

/** All living versions of every place, oldest first; ask with `versionsOf`. */
export function versionsByPlace(turns: ReadonlyMap<string, Turn>): ReadonlyMap<string, readonly Turn[]> {
  const places = new Map<string, Turn[]>()
  for (const turn of [...turns.values()].toSorted(byTime)) {
    const key = placeKey(turn)
    const known = places.get(key)
    if (known) known.push(turn)
    else places.set(key, [turn])
  }
  return places
}

/** All living versions of a turn's place, oldest first. */
export function versionsOf(places: ReturnType<typeof versionsByPlace>, turn: Turn): readonly Turn[] {
  return places.get(placeKey(turn)) ?? [turn]
}

/** The same for one turn alone. */
export function versions(turns: ReadonlyMap<string, Turn>, turn: Turn): readonly Turn[] {
  return versionsOf(versionsByPlace(turns), turn)
}

/** The turn hung below another one. */
export const hung = (turn: Turn, parent: string | null): Turn => ({ ...turn, parent })

/** Living turns right below this one, in every version; through deleted ones, which hold nothing in place any more. */
export function below({ turns, gone }: Pick<Tree, 'turns' | 'gone'>, id: string): Turn[] {
  const parents = new Set([id])
  for (let size = 0; size !== parents.size;) {
    size = parents.size
    for (const node of gone.values())
      if (node.parent !== null && parents.has(node.parent)) parents.add(node.id)
  }
  return [...turns.values()].filter(({ parent }) => parent !== null && parents.has(parent))
}
