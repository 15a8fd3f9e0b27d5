import type { FunctionDeclaration, OwnFunction } from './declaration.ts'

/** A list of declarations that was edited as a whole, and the functions that are not in it any more. */
export interface Listed {
  functions: OwnFunction[]
  gone: OwnFunction[]
}

const byName = (list: readonly OwnFunction[]) => new Map(list.map((one) => [one.declaration.name, one]))

const besideName = (declaration: FunctionDeclaration) => JSON.stringify({ ...declaration, name: '' })

/**
 * The functions of a list of declarations that was edited as a whole. What answers a function stays with its name, and in
 * its place where the name alone has changed.
 * @param gone were in the list before: what was cut and is pasted again is what it was
 */
export function withDeclarations(
  before: readonly OwnFunction[],
  listed: readonly OwnFunction[],
  gone: readonly OwnFunction[] = [],
): Listed {
  const present = byName(before)
  const absent = byName(gone)
  const names = new Set(listed.map(({ declaration }) => declaration.name))
  const from = listed.map(({ declaration }, at) => {
    const { name } = declaration
    const there = before[at]
    const isRenamed =
      there && !names.has(there.declaration.name) && besideName(there.declaration) === besideName(declaration)
    return present.get(name) ?? (isRenamed ? there : absent.get(name))
  })
  return {
    functions: listed.map(({ declaration }, at) => ({ ...from[at], declaration })),
    gone: [...new Map([...absent, ...present]).values()].filter((one) => !from.includes(one)),
  }
}
