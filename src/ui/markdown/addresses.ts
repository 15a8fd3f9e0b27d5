/**
 * Where a bare address in a text ends. An address written by a model stands in sentences of every script, so it ends
 * before punctuation of any of them, and its host is never longer than what was written as one.
 */
import { isUnspaced } from './characters.ts'

/** Nothing of an address: blanks, controls, invisible marks, and punctuation and symbols beyond ASCII. */
const foreign = /[\s\p{Cc}\p{Cf}\p{P}\p{S}\uFF00-\uFFEF\uD83C-\uD83E]/u
/** Joins Latin words in names, as hyphens do; anywhere else they are punctuation. */
const joining = /[·‐‑–]/
/** A letter that no host in Latin letters has: it begins the sentence that goes on without a blank. */
const nonLatin = /[^\P{L}\p{sc=Latin}]|[\u3005-\u3007\uD800-\uDFFF]/u
/** The Latin letters that a part of a host begins with, up to others. */
const latinStart = /^[\p{sc=Latin}\p{M}\d_-]+(?=[^\p{sc=Latin}\p{M}\d_-])/u
/** Ends of hosts after which a full stop and a word of another script are a sentence's, not the host's. */
const familiarEnd =
  /\.(?:com|org|net|edu|gov|info|io|dev|app|ai|co|me|cn|jp|kr|tw|hk|ru|ua|il|ir|sa|ae|eg|in|th|de|fr|uk|us|eu)$/i

/** Longer ones are of no use to anybody. Characters. */
const longestAddress = 4000
/** Of a name, a host and a port. */
const longestHost = 300

const isAscii = (character: string) => /[!-~]/.test(character)

/** Whether the character at `at` may stand in a path. */
function inPath(text: string, at: number): boolean {
  const character = text[at] ?? ''
  const next = text[at + 1] ?? ''
  if (joining.test(character)) return /[\p{sc=Latin}\d%]/u.test(next)
  if (!isAscii(character)) return !foreign.test(character)
  // Marks of Markdown, and ends of sentences that go on in a script without blanks.
  if (/[*~]/.test(character) && next === character) return false
  if (/[.,;!?*]/.test(character) && isUnspaced(next)) return false
  return !/[<>"`]/.test(character)
}

/** The end of the host that begins at `from`, or undefined where it cannot be told what the host is. */
function hostEnd(text: string, from: number): number | undefined {
  let end = from
  while (end < text.length) {
    const character = text[end] ?? ''
    if (isAscii(character) ? !/[\w.-]/.test(character) : foreign.test(character)) break
    end++
  }
  const labels = text.slice(from, end).split('.')
  let at = from
  for (const [index, label] of labels.entries()) {
    if (index > 0 && label === '') return at - 1
    if (nonLatin.test(label[0] ?? '') && familiarEnd.test(text.slice(from, at - 1))) return at - 1
    // Latin letters that run into others: the host and the sentence behind it, or a name in two scripts.
    const latin = latinStart.exec(label)?.[0]
    if (latin !== undefined && nonLatin.test(label[latin.length] ?? '')) {
      return index === labels.length - 1 || labels[index + 1] === '' ? at + latin.length : undefined
    }
    at += label.length + 1
  }
  return end
}

/** Underscores are for names below the host's own. */
function isHost(host: string): boolean {
  const labels = host.split('.')
  return (
    /^[\p{L}\p{N}]/u.test(host) && labels.slice(-2).every((label) => label !== '' && !label.includes('_'))
  )
}

/** Without the punctuation that belongs to the sentence, as GFM has it. */
function withoutTrail(text: string, from: number, to: number): number {
  const trail = /(?:&[A-Za-z0-9]+;|[?!.,:;*_~'"|·‐‑–])+$/.exec(text.slice(from, to))
  return trail ? from + trail.index : to
}

/** One that closes a bracket that was opened before the address ends it. */
function bracketEnd(text: string, from: number, to: number): number {
  const open = { ')': 0, ']': 0, '}': 0 }
  for (let at = from; at < to; at++) {
    const character = text[at]
    if (character === '(') open[')']++
    else if (character === '[') open[']']++
    else if (character === '{') open['}']++
    else if (character === ')' || character === ']' || character === '}') {
      open[character]--
      if (open[character] < 0) return at
    }
  }
  return to
}

/**
 * @param at where `http://`, `https://` or `www.` stands in `text`.
 * @returns the offset behind the address, or undefined if there is none that can be trusted.
 */
export function addressEnd(text: string, at: number): number | undefined {
  const scheme = /^(?:https?:\/\/|(?=www\.))/i.exec(text.slice(at, at + 8))?.[0]
  if (scheme === undefined) return undefined
  const from = at + scheme.length
  const found = hostEnd(text, from)
  if (found === undefined) return undefined
  const host = from + text.slice(from, found).replace(/[-_.]+$/, '').length
  if (!isHost(text.slice(from, host)) || (scheme === '' && host < from + 5)) return undefined
  // What stands before an at sign is no host, in whatever width the sign is written.
  if (/^[^\s/?#]*[@＠]/.test(text.slice(found))) return undefined
  if (host < found) return host
  const path = host + (/^:\d{1,5}(?!\w)/.exec(text.slice(host, host + 7))?.[0].length ?? 0)
  if (!/[/?#]/.test(text[path] ?? '')) return path
  let end = path
  while (end < text.length && inPath(text, end)) end++
  return withoutTrail(text, path, bracketEnd(text, path, end))
}

/**
 * Reads an address ahead, one character at a time, as far as `addressEnd` needs to see: not to the next blank, which
 * may be pages away in scripts without them.
 */
export class Lookahead {
  text = ''
  #path = false
  #open = 0

  /** Takes in one more character. @returns whether the address may go on behind it. */
  add(character: string): boolean {
    this.text += character
    const { length } = this.text
    const scheme = /^(?:https?:\/\/|www\.)/i.exec(this.text.slice(0, 8))?.[0].length
    if (scheme === undefined) {
      const start = this.text.toLowerCase()
      return ['http://', 'https://', 'www.'].some((one) => one.startsWith(start))
    }
    if (length > (this.#path ? longestAddress : longestHost)) return false
    if (!this.#path) {
      this.#path = length > scheme && /[/?#]/.test(character)
      // Signs of a host, a port, or a name before the host; behind any other there is none of them.
      return isAscii(character)
        ? /[\w.:@%+~$&=!/?#-]/.test(character)
        : character === '＠' || !foreign.test(character)
    }
    if (/[([{]/.test(character)) this.#open++
    else if (/[)\]}]/.test(character)) this.#open--
    return this.#open >= 0 && inPath(this.text, length - 2)
  }
}

/** @param before the character before an address, which begins a word: only in some scripts a letter may be before. */
export function mayBegin(before: string): boolean {
  return !/[A-Za-z0-9_/]/.test(before) && (isUnspaced(before) || !/\p{L}/u.test(before))
}
