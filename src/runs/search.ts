import { readByKey } from '../store/ordered.ts'
import { foldText } from './press.ts'
import type { RunId } from './run.ts'

const AT_ONCE = 500

const parseText = (value: unknown): string => {
  if (typeof value !== 'string') throw new TypeError('no text')
  return value
}

/**
 * Looks for a text in what was asked and answered, without case and accents.
 * @param onFound gets the ids of the presses that hold it, as they are found
 * @param signal ends the search
 */
export async function searchPresses(
  text: string,
  onFound: (ids: readonly RunId[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const wanted = foldText(text)
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof readByKey<string>>> = await readByKey('searchTexts', parseText, {
      after,
      count: AT_ONCE,
    })
    if (signal.aborted) return
    onFound(page.records.flatMap(([id, one]) => (one.includes(wanted) ? [id] : [])))
    after = page.next
  } while (after !== null)
}
