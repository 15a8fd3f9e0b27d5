/** Thinking: a level or a budget, whichever the model takes, and only its values. */
import { jsonOf } from '../json.ts'
import { thinkingLevels } from '../capabilities.ts'
import { figure, refuses, several, withValue, without } from './fixes.ts'
import { getAt } from '../settings/path.ts'
import type { ThinkingFacts, ThinkingLevel } from '../capabilities.ts'
import type { Change, Finding, Rule, Seen } from './finding.ts'

const THINKING = 'generationConfig.thinkingConfig'
const LEVEL = `${THINKING}.thinkingLevel`
const BUDGET = `${THINKING}.thinkingBudget`

const rank = (level: string) => thinkingLevels.indexOf(level as ThinkingLevel)

/** The nearest that the model takes, the higher of two. */
const nearest = (level: string, { levels }: ThinkingFacts): ThinkingLevel | undefined =>
  levels.toSorted(
    (a, b) => Math.abs(rank(a) - rank(level)) - Math.abs(rank(b) - rank(level)) || rank(b) - rank(a),
  )[0]

/** Tokens up to which a budget stands for a level; by the budgets that the levels were documented with. */
const budgets: readonly [number, ThinkingLevel][] = [
  [0, 'MINIMAL'],
  [1024, 'LOW'],
  [8192, 'MEDIUM'],
  [24_576, 'HIGH'],
]

/** In place of a budget; the model's own choice needs none. */
function levelFor(seen: Seen, budget: number): ThinkingLevel | undefined {
  const { thinking } = seen.facts
  if (budget < 0 || thinking.level === 'refused' || thinking.levels.length === 0) return undefined
  return nearest(budgets.find(([most]) => budget <= most)?.[1] ?? 'HIGH', thinking)
}

function toLevel(seen: Seen, budget: number): { title: string; change: Change } {
  const level = levelFor(seen, budget)
  const remove = without(seen, BUDGET)
  if (level === undefined) return { title: 'remove Thinking budget', change: remove }
  return {
    title: `Thinking level ${level} instead`,
    change: several(remove, withValue(seen, LEVEL, level)),
  }
}

/** Observed: `Thinking level is not supported for this model.`; documented: which levels each takes. */
const level: Rule = (seen) => {
  const { thinking, id, generation } = seen.facts
  const value = getAt(seen.body, LEVEL)
  if (typeof value !== 'string') return []
  const asked = value.toUpperCase()
  const isGuess = generation === 'newest' || thinking.unsure.includes(asked as ThinkingLevel)
  const severity = isGuess ? 'warning' : 'error'
  if (thinking.level === 'refused') {
    const says = `${id} ${refuses(severity)} thinking levels${thinking.budget === 'yes' ? '; it takes a budget' : ''}.`
    return [
      { severity, path: LEVEL, says, fix: { title: 'remove Thinking level', change: without(seen, LEVEL) } },
    ]
  }
  if (thinking.levels.includes(asked as ThinkingLevel)) return []
  const known = thinking.level === 'yes' || rank(asked) < 0
  if (!known && thinking.level !== 'doubtful' && generation !== 'newest' && generation !== '4') return []
  const one = nearest(asked, thinking)
  const how = known ? severity : 'warning'
  return [
    {
      severity: how,
      path: LEVEL,
      says: `${id} ${refuses(how)} ${asked}; its levels are ${thinking.levels.join(', ')}.`,
      ...(one && {
        fix: { title: `set Thinking level to ${one}`, change: withValue(seen, LEVEL, one) },
      }),
    },
  ]
}

const badBudget = (seen: Seen, severity: 'error' | 'warning', says: string, budget: number): Finding[] => [
  { severity, path: BUDGET, says, fix: toLevel(seen, budget) },
]

/** Observed: `Budget 0 is invalid. This model only works in thinking mode.`; documented: the range of each. */
const budget: Rule = (seen) => {
  const { thinking, id, generation } = seen.facts
  const value = getAt(seen.body, BUDGET)
  if (typeof value !== 'number') return []
  const severity = generation === 'newest' ? 'warning' : 'error'
  if (thinking.budget === 'refused')
    return badBudget(
      seen,
      severity,
      `${id} ${refuses(severity)} a thinking budget${thinking.levels.length > 0 && thinking.level !== 'refused' ? '; it takes a level' : ''}.`,
      value,
    )
  if (value === -1) return []
  const mustThink =
    value === 0 && !thinking.off && (generation === '3' || generation === '3.6' || thinking.budget === 'yes')
  if (mustThink && thinking.budget !== 'yes')
    return badBudget(seen, severity, `${id} always thinks, so it refuses 0.`, value)
  if (thinking.budget !== 'yes') return []
  if (value === 0 && thinking.off) return []
  if (value >= thinking.least && value <= thinking.most && !(value === 0 && !thinking.off)) return []
  const within = Math.min(Math.max(value, thinking.least), thinking.most)
  return [
    {
      severity,
      path: BUDGET,
      says: `${figure(value)} is out of range: ${id} takes ${figure(thinking.least)} to ${figure(thinking.most)} tokens${thinking.off ? ', 0 for no thinking,' : ''} or -1 to let the model decide.`,
      fix: { title: `set Thinking budget to ${figure(within)}`, change: withValue(seen, BUDGET, within) },
    },
  ]
}

/** Documented: a request with both is a 400. */
const both: Rule = (seen) => {
  const config = jsonOf(getAt(seen.body, THINKING))
  if (config['thinkingLevel'] === undefined || config['thinkingBudget'] === undefined) return []
  const { thinking } = seen.facts
  const [title, path] = thinking.budget === 'yes' ? ['Thinking level', LEVEL] : ['Thinking budget', BUDGET]
  return [
    {
      severity: 'error',
      path: THINKING,
      says: 'Set either a level or a budget, not both.',
      fix: { title: `remove ${title}`, change: without(seen, path) },
    },
  ]
}

export const thinkingRules: readonly Rule[] = [level, budget, both]
