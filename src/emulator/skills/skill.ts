/**
 * What the demo can really do, one file per skill. A skill reads the whole prompt and takes it, or leaves it: what it
 * did not understand goes to the next one, and at last to `noModel.ts`.
 */

/** What a skill may know besides the prompt. */
export interface Around {
  /** Epoch milliseconds. */
  now: number
  /** Texts of the user turns before, oldest first. */
  earlier: readonly string[]
}

export interface Skill<Task> {
  name: string
  /** What is to be done, or null for anything that is not wholly understood. */
  understand(text: string, around: Around): Task | null
  /** Markdown. @param variant 0, 1 or 2: the same result in other words, for several candidates */
  answer(task: Task, variant: number): string
}

/** A skill with its task hidden, so that different ones stand in one table. */
export interface Bound {
  name: string
  /** The answer in the wording of a variant, or null where the skill does not understand. */
  reply(text: string, around: Around): ((variant: number) => string) | null
}

export const bind = <Task>(skill: Skill<Task>): Bound => ({
  name: skill.name,
  reply(text, around) {
    const task = skill.understand(text, around)
    return task === null ? null : (variant) => skill.answer(task, variant)
  },
})

/** The wording of a variant. */
export const worded = (variant: number, ...wordings: [string, ...string[]]): string =>
  wordings[variant % wordings.length] ?? wordings[0]

const before =
  /^(?:(?:hey|hi|hello|ok|okay|so|now|please|quick question)\b[,:!]?\s+|(?:can|could|would|will) you\s+|i(?:'d like| want| need)(?: you)?(?: to)?\s+|tell me\s+|help me (?:to )?|let's\s+|give me\s+|show me\s+)/i

const after = /[\s,]+(?:please|for me|thanks|thank you)(?=[\s.!?]*$)|[\s.?]+$|(?<![\d)\s])!+$/i

/** A one-line prompt without the words of politeness around it and without the mark at its end. */
export function bare(text: string): string {
  // No order is that long, and taking it apart would take long too.
  if (text.length > 2000) return text.trim()
  let line = text.trim().replace(/\s+/g, ' ').replaceAll('’', "'")
  for (;;) {
    const less = line.replace(before, '').replace(after, '')
    if (less === line) return line
    line = less
  }
}

const fence = /```[\w-]*\n([^]*?)\n?```/
const quotes = /"([^"]*)"|“([^”]*)”|«([^»]*)»|(?<![\p{L}\p{N}])'([^']*)'(?![\p{L}\p{N}])|`([^`\n]+)`/gu

export interface Given {
  /** What is asked for, on one line. */
  order: string
  /** The text it is to be done to. */
  text: string
}

const orderOf = (text: string) => bare(text).replace(/[\s:,-]+$/, '')

/**
 * An order and the text it speaks of: a fenced block, what stands in the only quotes, what follows a colon, or all
 * lines after the first. null where the prompt holds no such text.
 */
export function given(prompt: string): Given | null {
  const text = prompt.trim()
  const block = fence.exec(text)
  if (block) return { order: orderOf(text.replace(fence, ' ')), text: block[1] ?? '' }
  const firstLine = /^[^\n]*/.exec(text)?.[0] ?? ''
  const colon = /^([^"“«:\n]{3,120}):(?!\/\/)\s*([^]+)$/.exec(text)
  if (colon) return { order: orderOf(colon[1] ?? ''), text: unquoted(colon[2] ?? '') }
  const rest = text.slice(firstLine.length).trim()
  if (rest && !/["“«]/.test(firstLine)) return { order: orderOf(firstLine), text: unquoted(rest) }
  const [inner, second] = quotedParts(text)
  if (!inner || second !== undefined) return null
  const [whole = ''] = text.match(quotes) ?? []
  return { order: orderOf(text.replace(whole, ' ')), text: inner }
}

/** A text without the quotes around all of it. */
export function unquoted(text: string): string {
  const trimmed = text.trim()
  const [all, ...inner] =
    /^"([^"]*)"[.!?]?$|^“([^”]*)”[.!?]?$|^«([^»]*)»[.!?]?$|^'([^']*)'[.!?]?$/.exec(trimmed) ?? []
  return all === undefined ? trimmed : (inner.find((one) => one !== undefined) ?? trimmed)
}

/** What stands in the first two pairs of quotes, in order. */
export function quotedParts(text: string): string[] {
  const found: string[] = []
  for (const match of text.matchAll(quotes)) {
    found.push(match.slice(1).find((one) => one !== undefined) ?? '')
    if (found.length === 2) break
  }
  return found
}

/** A fence longer than any in the text. */
export function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((run) => run.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}${language}\n${text}\n${marks}`
}

/** The cells of a row, safe inside a Markdown table. */
export const row = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`).replace(/\s*\n\s*/g, ' ')).join(' | ')} |`
