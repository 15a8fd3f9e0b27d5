import { size, whole } from '../ui/figures.ts'
import { prettyText, shorten } from '../ui/json.ts'

/** Numbers of each vector that are shown. */
const kept = 4
/** Beyond this, indenting alone would hold the page up. */
const longest = 1_000_000
const shownOfLong = 60_000

const comma = 44

// Stand for the brackets of a cut list while the JSON around it is indented.
const [open, close] = ['⟦', '⟧']

/**
 * JSON of embeddings for the eye: of each vector the first numbers, then how many more there are and their size.
 * What stands around them is left as it is. Lists are found by their key, so that megabytes of numbers are not parsed.
 */
export function cutVectors(json: string): string {
  const key = /"values"\s*:\s*\[/g
  const pieces: string[] = []
  let from = 0
  for (let found = key.exec(json); found; found = key.exec(json)) {
    const start = key.lastIndex
    const end = json.indexOf(']', start)
    if (end < 0) break
    let count = 1
    let head = end
    for (let at = start; at < end; at++) {
      if (json.charCodeAt(at) !== comma) continue
      if (count === kept) head = at
      count++
    }
    key.lastIndex = end
    if (head === end) continue
    const first = json.slice(start, head).replaceAll(/\s+/g, '').replaceAll(',', ', ')
    const rest = `… ${whole(count - kept)} more numbers, ${size(end - head)}`
    pieces.push(json.slice(from, start - 1), `"${open}${first}, ${rest}${close}"`)
    from = end + 1
  }
  return prettyText(pieces.join('') + json.slice(from))
    .replaceAll(`"${open}`, '[')
    .replaceAll(`${close}"`, ']')
}

/** JSON text for the eye, however long. @returns `cut` where only the beginning is in `text`. */
export function forTheEye(json: string): { text: string; cut: boolean } {
  const text = json.length > longest ? shorten(json) : json
  if (text.length > longest) return { text: text.slice(0, shownOfLong), cut: true }
  return { text: prettyText(text), cut: false }
}
