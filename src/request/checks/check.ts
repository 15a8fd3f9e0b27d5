import { rules } from './rules.ts'
import type { ModelFacts } from '../capabilities.ts'
import type { RequestDoc } from '../doc.ts'
import type { Finding, Known } from './finding.ts'

const order = ['error', 'warning', 'note'] as const

/** Errors first, and within a severity in the order they came. */
export const sorted = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))

/** Everything that is wrong or wasted in a document, errors first; one finding a place, the worst. */
export function check(doc: RequestDoc, facts: ModelFacts, known: Known = {}): Finding[] {
  const found = sorted(rules.flatMap((rule) => rule(doc, facts, known)))
  return found.filter(({ path }, at) => found.findIndex((other) => other.path === path) === at)
}
