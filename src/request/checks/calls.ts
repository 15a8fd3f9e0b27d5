/** What of a call or of a result tells which belong together. */
export interface Named {
  id?: string | undefined
  name?: string | undefined
}

/** By the id where both have one, else by the name; each answers one. @returns what of `some` has no partner */
export function unmatched(some: readonly Named[], others: readonly Named[]): Named[] {
  const free = [...others]
  return some.filter((one) => {
    const at = free.findIndex((other) =>
      one.id !== undefined && other.id !== undefined ? one.id === other.id : one.name === other.name,
    )
    if (at >= 0) free.splice(at, 1)
    return at < 0
  })
}
