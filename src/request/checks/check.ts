import { touchesTurns } from './apply.ts'
import { rules } from './rules.ts'
import { see } from './seen.ts'
import type { ModelFacts } from '../capabilities.ts'
import type { RequestDoc } from '../doc.ts'
import type { Finding, Known } from './finding.ts'

const order = ['error', 'warning', 'note'] as const

/** Errors first, and within a severity in the order they came. */
export const sorted = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))

/** Where the turns are of Extra fields, what would change a turn of the document changes nothing. */
function reachable({ fix, ...finding }: Finding): Finding {
  return fix && !touchesTurns(fix.change) ? { ...finding, fix } : finding
}

/** Everything that is wrong or wasted in a document, errors first; one finding a place, the worst. */
export function check(doc: RequestDoc, facts: ModelFacts, known: Known = {}): Finding[] {
  const seen = see(doc, facts, known)
  const found = sorted(rules.flatMap((rule) => rule(seen))).map((one) =>
    seen.foreign ? reachable(one) : one,
  )
  return found.filter(({ path }, at) => found.findIndex((other) => other.path === path) === at)
}
