import type { OwnFunction } from './declaration.ts'

/**
 * The functions of a list of declarations that was edited as a whole. What answers a function stays with its name, and in
 * its place where the name alone has changed.
 */
export function withDeclarations(
  before: readonly OwnFunction[],
  listed: readonly OwnFunction[],
): OwnFunction[] {
  const byName = new Map(before.map((one) => [one.declaration.name, one]))
  const names = new Set(listed.map(({ declaration }) => declaration.name))
  return listed.map(({ declaration }, at) => {
    const there = before[at]
    const renamed = there && !names.has(there.declaration.name) ? there : undefined
    return { ...(byName.get(declaration.name) ?? renamed), declaration }
  })
}
