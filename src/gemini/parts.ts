import { continueCall } from './partialCall.ts'
import type { Part } from './types.ts'

/** A part that is text and nothing else; what carries a signature or an unknown field must stay itself. */
function isPlainText(part: Part): part is Part & { text: string } {
  if (typeof part.text !== 'string') return false
  for (const name in part) if (name !== 'text' && name !== 'thought') return false
  return true
}

/**
 * The parts so far plus those of one more chunk, in order of arrival. Neighbouring plain texts of the same
 * `thought` flag become one, pieces of a streamed function call become one call, everything else stays a
 * part of its own, untouched. Empty plain texts say nothing and are left out; an empty text with a
 * signature is kept, because it has to go back.
 * Neither input is changed; the result shares every part that did not grow.
 */
export function appendParts(parts: readonly Part[], added: readonly Part[]): readonly Part[] {
  let result: Part[] | undefined
  for (const part of added) {
    if (typeof part !== 'object' || part === null) continue
    const merged = result ?? parts
    const last = merged.at(-1)
    if (isPlainText(part)) {
      if (part.text === '') continue
      result ??= parts.slice()
      if (last && isPlainText(last) && Boolean(last.thought) === Boolean(part.thought)) {
        const text = last.text + part.text
        result[result.length - 1] = part.thought ? { text, thought: true } : { text }
      } else result.push(part)
      continue
    }
    if (Object.keys(part).length === 0) continue
    result ??= parts.slice()
    const call = continueCall(last, part)
    if (call?.continues) result[result.length - 1] = call.part
    else result.push(call ? call.part : part)
  }
  return result ?? parts
}

/** True for a part that answers something: text that is not a thought, or any other data. */
export function isOutput(part: Part): boolean {
  if (part.thought === true) return false
  if (typeof part.text === 'string') return part.text !== ''
  for (const name in part) if (name !== 'thoughtSignature' && name !== 'partMetadata') return true
  return false
}
