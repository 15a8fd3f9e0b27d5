import { pathText } from '../../request/jsonReader.ts'
import type { JsonNode } from '../../request/jsonReader.ts'

/** Which values are folded, by their paths; those that nobody touched are as they are by default. */
export type Folds = ReadonlyMap<string, boolean>

/** A longer list or object is folded until it is asked for, unless it is still arriving. */
const LONG = 100

/** A value of an answer as a row of its tree shows it. */
export interface TreeRow {
  node: JsonNode
  path: string
  level: number
  position: number
  siblings: number
  /** Undefined where nothing folds. */
  open: boolean | undefined
}

const foldable = ({ kind, children }: JsonNode) =>
  (kind === 'object' || kind === 'array') && children.length > 0

/** The rows of a tree that are in sight. @param most rows that are drawn at once */
export function rowsOf(root: JsonNode, folds: Folds, most: number): { rows: TreeRow[]; more: boolean } {
  const rows: TreeRow[] = []
  const add = (node: JsonNode, path: string, level: number, position: number, siblings: number): boolean => {
    if (rows.length >= most) return false
    const open = foldable(node)
      ? !(folds.get(path) ?? (node.closed && level > 1 && node.children.length > LONG))
      : undefined
    rows.push({ node, path, level, position, siblings, open })
    if (!open) return true
    return node.children.every((child, index) =>
      add(child, pathText(child), level + 1, index + 1, node.children.length),
    )
  }
  return { more: !add(root, '$', 1, 1, 1), rows }
}

/** Folds with every value above this one unfolded. */
export function unfolded(folds: Folds, node: JsonNode): Folds {
  const next = new Map(folds)
  for (let at = node.parent; at; at = at.parent) next.set(pathText(at), false)
  return next
}

/** How much is in a value, and what stands for it while it is folded. */
export function sizeOf({ kind, children }: JsonNode): string {
  const count = children.length
  if (kind === 'array') return count === 1 ? '1 item' : `${count.toLocaleString('en')} items`
  return count === 1 ? '1 field' : `${count.toLocaleString('en')} fields`
}
