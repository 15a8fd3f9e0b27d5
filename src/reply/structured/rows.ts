import { placeText } from '../../request/json.ts'
import type { JsonNode } from '../../request/jsonReader.ts'

/** Which values are folded, by their ids; those that nobody touched are as they are by default. */
export type Folds = ReadonlyMap<string, boolean>

/** A longer list or object is folded until it is asked for, unless it is still arriving. */
const LONG = 100

/** A value of an answer as a row of its tree shows it. */
export interface TreeRow {
  node: JsonNode
  /** Of its place in the text: two members of one name have the same path. */
  id: string
  path: string
  /** Another member of its name follows, and is the one that counts. */
  isOverridden: boolean
  level: number
  position: number
  siblings: number
  /** Undefined where nothing folds. */
  open: boolean | undefined
}

const foldable = ({ kind, children }: JsonNode) =>
  (kind === 'object' || kind === 'array') && children.length > 0

/** The id of the root's row. */
export const ROOT = '0'

export const idOf = (node: JsonNode): string =>
  node.parent ? `${idOf(node.parent)}.${node.parent.children.indexOf(node)}` : ROOT

/** The rows of a tree that are in sight. @param most rows that are drawn at once */
export function rowsOf(root: JsonNode, folds: Folds, most: number): { rows: TreeRow[]; more: boolean } {
  const rows: TreeRow[] = []
  const add = (row: Omit<TreeRow, 'open'>): boolean => {
    if (rows.length >= most) return false
    const { node, id, path, level } = row
    const { children } = node
    const open = foldable(node)
      ? !(folds.get(id) ?? (node.closed && level > 1 && children.length > LONG))
      : undefined
    rows.push({ ...row, open })
    if (!open) return true
    // Of two members of one name the last counts, as it does for `JSON.parse`.
    const counting = node.kind === 'object' && new Map(children.map((child) => [child.key, child]))
    return children.every((child, index) =>
      add({
        node: child,
        id: `${id}.${index}`,
        path: placeText([child.key ?? ''], path),
        isOverridden: counting && counting.get(child.key) !== child,
        level: level + 1,
        position: index + 1,
        siblings: children.length,
      }),
    )
  }
  const whole = add({
    node: root,
    id: ROOT,
    path: '$',
    isOverridden: false,
    level: 1,
    position: 1,
    siblings: 1,
  })
  return { more: !whole, rows }
}

/** Folds with every value above this one unfolded. */
export function unfolded(folds: Folds, node: JsonNode): Folds {
  const next = new Map(folds)
  for (let at = node.parent; at; at = at.parent) next.set(idOf(at), false)
  return next
}

/** How much is in a value, and what stands for it while it is folded. */
export function sizeOf({ kind, children }: JsonNode): string {
  const count = children.length
  if (kind === 'array') return count === 1 ? '1 item' : `${count.toLocaleString('en')} items`
  return count === 1 ? '1 field' : `${count.toLocaleString('en')} fields`
}
