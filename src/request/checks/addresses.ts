/** Addresses among the words of a request. Looked for only where something depends on them, and once a text. */
import { isMedia } from '../media.ts'
import { once } from './seen.ts'
import type { Part, RequestDoc } from '../doc.ts'

export interface Address {
  url: string
  host: string
}

/** More are not told apart: past the API's limit the number makes no difference. */
const MOST = 100
const LONGEST = 2000

function readAt(text: string, start: number): Address | null {
  const [url] = /^https?:\/\/[^\s<>"'`)\]}]+/i.exec(text.slice(start, start + LONGEST)) ?? []
  if (url === undefined || !URL.canParse(url)) return null
  return { url, host: new URL(url).hostname }
}

const inPart = once((part: Part): Address[] => {
  const found: Address[] = []
  const text = isMedia(part) ? undefined : part.text
  if (typeof text !== 'string') return found
  for (const { index } of text.matchAll(/https?:\/\//gi)) {
    const address = readAt(text, index)
    if (address) found.push(address)
    if (found.length === MOST) break
  }
  return found
})

/** The addresses in what the user says, each once. */
export function addressesIn(turns: RequestDoc['turns']): Address[] {
  const found = new Map<string, Address>()
  for (const { role, parts } of turns)
    if (role === 'user') for (const part of parts) for (const one of inPart(part)) found.set(one.url, one)
  return [...found.values()]
}
