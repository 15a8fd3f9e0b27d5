/** What of a call or of a result tells which belong together. */
export interface Named {
  id?: string | undefined
  name?: string | undefined
}

/** By the id where both have one, else by the name; each answers one. @returns for each of `some` the place of its partner, or -1 */
export function pairs(some: readonly Named[], others: readonly Named[]): number[] {
  const free = new Set(others.keys())
  return some.map((one) => {
    const at = [...free].find((other) => {
      const { id, name } = others[other]!
      return one.id !== undefined && id !== undefined ? one.id === id : one.name === name
    })
    if (at !== undefined) free.delete(at)
    return at ?? -1
  })
}

/** @returns what of `some` has no partner */
export function unmatched(some: readonly Named[], others: readonly Named[]): Named[] {
  const found = pairs(some, others)
  return some.filter((_, at) => found[at] === -1)
}
