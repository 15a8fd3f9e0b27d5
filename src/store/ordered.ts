/** Records in the order of an index, a page at a time: ten thousand rows open as fast as a hundred. */
import { open, parseAll } from './database.ts'
import { pendingIn } from './pending.ts'
import type { Parse } from './database.ts'
import type { StoreName } from './migrations.ts'

/** One page, and where the next one begins; `next` is null after the last. */
export interface Page<T> {
  records: readonly T[]
  next: string | null
}

/**
 * Reads the records that have a value in an index, in its order. What is not on disk yet comes with the first page,
 * wherever its place is.
 * @param index its values are texts, and no two are the same
 * @param after the `next` of the page before; null for the first
 * @param count most records of a page
 */
export async function readPage<T>(
  store: StoreName,
  index: string,
  parse: Parse<T>,
  { after, count }: { after: string | null; count: number },
): Promise<Page<T>> {
  const waiting = pendingIn(store)
  const fresh = new Set(waiting.map(({ key }) => key))
  let keys: string[] = []
  let values: unknown[] = []
  try {
    const from = (await open())?.transaction(store, 'readonly').store.index(index)
    const range = after === null ? null : IDBKeyRange.lowerBound(after, true)
    const [found = [], read = []] = await Promise.all([
      from?.getAllKeys(range, count),
      from?.getAll(range, count) as Promise<unknown[]> | undefined,
    ])
    keys = found.map(String)
    values = read
  } catch {
    // No base, or it went away while reading: what memory holds is all there is.
  }
  const last = values.at(-1) as Record<string, unknown> | undefined
  const isIn = (value: unknown) => (value as Record<string, unknown> | undefined)?.[index] !== undefined
  const pairs = [
    ...(after === null
      ? waiting.flatMap(({ key, value }): [string, unknown][] => (isIn(value) ? [[key, value]] : []))
      : []),
    ...keys.map((key, at): [string, unknown] => [key, values[at]]).filter(([key]) => !fresh.has(key)),
  ]
  const records = (await parseAll(store, pairs, parse)).map(([, record]) => record)
  return { records, next: values.length < count ? null : String(last?.[index]) }
}

/** How many records have a value in an index, those on disk. */
export async function countIn(store: StoreName, index: string): Promise<number> {
  try {
    return (await (await open())?.countFromIndex(store, index)) ?? 0
  } catch {
    return 0
  }
}

/** Keys of the records that have a value in an index, those on disk. */
export async function keysIn(store: StoreName, index: string): Promise<string[]> {
  try {
    return ((await (await open())?.getAllKeysFromIndex(store, index)) ?? []).map(String)
  } catch {
    return []
  }
}

/** Records with their keys, in the order of these, a page at a time. @param after the last key of the page before */
export async function readByKey<T>(
  store: StoreName,
  parse: Parse<T>,
  { after, count }: { after: string | null; count: number },
): Promise<{ records: [key: string, record: T][]; next: string | null }> {
  try {
    const from = (await open())?.transaction(store, 'readonly').store
    const range = after === null ? null : IDBKeyRange.lowerBound(after, true)
    const [keys = [], values = []] = await Promise.all([
      from?.getAllKeys(range, count),
      from?.getAll(range, count) as Promise<unknown[]> | undefined,
    ])
    const pairs = keys.map((key, at): [string, unknown] => [String(key), values[at]])
    const waiting =
      after === null
        ? pendingIn(store).flatMap(({ key, value }): [string, unknown][] =>
            value === undefined ? [] : [[key, value]],
          )
        : []
    return {
      records: await parseAll(store, [...waiting, ...pairs], parse),
      next: keys.length < count ? null : String(keys.at(-1)),
    }
  } catch {
    return { records: [], next: null }
  }
}
