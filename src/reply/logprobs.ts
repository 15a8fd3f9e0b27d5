export interface Option {
  token: string
  logProbability: number
}

/** A token of the answer, and the likeliest others in its place. */
export interface Token extends Option {
  others: Option[]
}

function options(list: unknown): Option[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((one: unknown) => {
    const { token, logProbability } = (one ?? {}) as Partial<Option>
    // Zero, the certain token's, is left out on the wire.
    return typeof token === 'string' ? [{ token, logProbability: logProbability ?? 0 }] : []
  })
}

/** @param result `logprobsResult` of a candidate, as the API sent it; anything that it is not gives nothing */
export function tokensOf(result: unknown): Token[] {
  if (typeof result !== 'object' || result === null) return []
  const { chosenCandidates, topCandidates } = result as Record<string, unknown>
  const top = Array.isArray(topCandidates) ? (topCandidates as ({ candidates?: unknown } | null)[]) : []
  return options(chosenCandidates).map((chosen, at) => ({
    token: chosen.token,
    logProbability: chosen.logProbability,
    others: options(top[at]?.candidates).filter(({ token }) => token !== chosen.token),
  }))
}

/** `73 %`; below one per cent with as many digits as tell it from nothing. */
export function percentOf(logProbability: number): string {
  const percent = Math.exp(logProbability) * 100
  if (percent >= 1) return `${percent.toFixed(percent < 10 ? 1 : 0)} %`
  return percent < 0.01 ? '< 0.01 %' : `${percent.toPrecision(1)} %`
}
