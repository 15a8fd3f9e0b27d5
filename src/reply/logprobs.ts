export interface Option {
  token: string
  logProbability: number
}

/** A token of the answer, and the likeliest others in its place. */
export interface Token extends Option {
  others: Option[]
}

/** Zero, the certain token's, is left out on the wire; what no number of JSON can be, `-Infinity`, comes as text. */
function probabilityOf(value: unknown): number {
  if (value === undefined || value === null) return 0
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : NaN
}

/** Null for what is none: its place in the list counts. */
function optionOf(one: unknown): Option | null {
  const { token, logProbability } = (one ?? {}) as Record<string, unknown>
  const number = probabilityOf(logProbability)
  return typeof token === 'string' && !Number.isNaN(number) ? { token, logProbability: number } : null
}

const options = (list: unknown): (Option | null)[] => (Array.isArray(list) ? list.map(optionOf) : [])

/** @param result `logprobsResult` of a candidate, as the API sent it; anything that it is not gives nothing */
export function tokensOf(result: unknown): Token[] {
  if (typeof result !== 'object' || result === null) return []
  const { chosenCandidates, topCandidates } = result as Record<string, unknown>
  const top = Array.isArray(topCandidates) ? (topCandidates as ({ candidates?: unknown } | null)[]) : []
  return options(chosenCandidates).flatMap((chosen, at) => {
    if (!chosen) return []
    const others = options(top[at]?.candidates).filter((one) => one !== null)
    return [{ ...chosen, others: others.filter(({ token }) => token !== chosen.token) }]
  })
}

/** `73%`; below one per cent with as many digits as tell it from nothing. */
export function percentOf(logProbability: number): string {
  const percent = Math.exp(logProbability) * 100
  if (percent >= 1) return `${percent.toFixed(percent < 10 ? 1 : 0)}%`
  return percent < 0.01 ? '< 0.01%' : `${percent.toPrecision(1)}%`
}
