import { common, createLowlight } from 'lowlight'
import type { RootContent } from 'hast'

/** A stretch of code of one kind. There are three: words of the language, comments, all else. */
export interface Run {
  text: string
  kind: 'keyword' | 'comment' | 'plain'
}

const lowlight = createLowlight(common)

const keywords = new Set([
  'hljs-keyword',
  'hljs-built_in',
  'hljs-literal',
  'hljs-selector-tag',
  'hljs-name',
  'hljs-section',
])
const comments = new Set(['hljs-comment', 'hljs-quote', 'hljs-meta'])

function kindOf(classes: unknown, outer: Run['kind']): Run['kind'] {
  if (!Array.isArray(classes)) return outer
  if (classes.some((name) => keywords.has(String(name)))) return 'keyword'
  return classes.some((name) => comments.has(String(name))) ? 'comment' : outer
}

function collect(nodes: readonly RootContent[], kind: Run['kind'], runs: Run[]): void {
  for (const node of nodes) {
    if (node.type === 'element') collect(node.children, kindOf(node.properties['className'], kind), runs)
    if (node.type !== 'text') continue
    const last = runs.at(-1)
    if (last?.kind === kind) last.text += node.value
    else runs.push({ text: node.value, kind })
  }
}

/**
 * Splits code into runs whose texts join to `text` again.
 * @returns undefined for a language that is not among the known ones.
 */
export function highlight(text: string, language: string): Run[] | undefined {
  if (!lowlight.registered(language)) return undefined
  const runs: Run[] = []
  collect(lowlight.highlight(language, text).children, 'plain', runs)
  return runs
}
