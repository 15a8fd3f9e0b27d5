import { decode, MOST_ENCODED } from './address.ts'
import { withoutJavaScript } from './functions/travel.ts'
import { compact, readPrompt } from './read.ts'
import { VERSION } from './schema.ts'
import type { Opened } from './read.ts'
import type { Prompt } from './schema.ts'

/** Characters of the fragment that are read at all. */
export const MAX_LINK = 65_536
/** Bytes of JSON it may inflate to. Deflate reaches 1 : 1000, so the counter runs while inflating. */
export const MAX_INFLATED = 1_048_576
/** Above this, chat programs and mail readers may cut a link. */
export const CUT_AT = 8_000

/** Those of every version before it open too. */
const PREFIX = `#s${VERSION}=`

function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 32_768)
    binary += String.fromCharCode(...bytes.subarray(i, i + 32_768))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
}

const stream = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]).stream()

/** One piece inflates to half a megabyte at most, so that the counter below sees a bomb before it has gone off. */
const PIECE = 512

function inPieces(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, (at += PIECE)))
    },
  })
}

/** @returns the JSON text; null where it would be larger than `MAX_INFLATED`. Throws on damaged data. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const reader = inPieces(bytes).pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let json = ''
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength
    if (size > MAX_INFLATED) {
      await reader.cancel()
      return null
    }
    json += decoder.decode(next.value, { stream: true })
  }
  return json + decoder.decode()
}

/** Thought signatures are opaque, long and only of use to the model that made them: a link leaves them out. */
function withoutSignatures(prompt: Prompt): Prompt {
  if (!prompt.turns) return prompt
  const turns = prompt.turns.map((turn) => ({
    ...turn,
    parts: turn.parts.map((part) =>
      Object.fromEntries(Object.entries(part).filter(([key]) => key !== 'thoughtSignature')),
    ),
  }))
  return { ...prompt, turns }
}

/** What a link may hold of it. */
const forLink = (prompt: Prompt): Prompt =>
  withoutSignatures({
    ...prompt,
    ...(prompt.functions && { functions: withoutJavaScript(prompt.functions) }),
  })

/**
 * The fragment of a share link: `#s2=` and base64url(deflate-raw(JSON)).
 * Holds all of `prompt` but thought signatures and JavaScript; what is too large has to be left out before.
 */
export async function toLink(prompt: Prompt): Promise<string> {
  const json = JSON.stringify(compact(forLink(prompt)))
  const deflated = stream(new TextEncoder().encode(json)).pipeThrough(new CompressionStream('deflate-raw'))
  return PREFIX + toBase64Url(new Uint8Array(await new Response(deflated).arrayBuffer()))
}

const names: Record<string, 'model' | 'systemInstruction' | 'text'> = {
  model: 'model',
  system: 'systemInstruction',
  text: 'text',
}

/** `#/prompt?model=…&system=…&text=…`: sets only what it names. */
async function readReadable(link: string): Promise<Opened> {
  const [, workspace, query] = /^#\/(prompt|chat)\?(.*)$/s.exec(link) ?? []
  const found: Record<string, string> = {}
  const ignored: string[] = []
  for (const [name, value] of new URLSearchParams(query)) {
    const key = Object.hasOwn(names, name) ? names[name] : undefined
    if (key && !(key in found)) found[key] = value
    else ignored.push(name)
  }
  const { text, ...settings } = found
  const model = settings['model']?.replace(/^models\//, '')
  const parts = text === undefined ? {} : { parts: [{ text }] }
  const filled = { v: VERSION, workspace, ...settings, ...parts, model: model ?? 'any' }
  const read = await readPrompt(JSON.stringify(filled), 'link')
  if (!read.ok) return read
  const prompt: Record<string, unknown> = { ...settings, ...parts, workspace }
  if (model !== undefined) prompt['model'] = model
  return {
    ok: true,
    prompt: prompt as Extract<Opened, { ok: true }>['prompt'],
    ignored: [...new Set(ignored)],
  }
}

const damaged: Opened = {
  ok: false,
  problem: 'This link is damaged or incomplete. Copy it again as a whole, or ask for the prompt as a file.',
}

/** However many breaks there are, so often at most it is unpacked. */
const MOST_READINGS = 24

/**
 * What a link's code may have been, the likeliest first: programs break it into lines, put signs of no width into it, and
 * take what follows it in a sentence for a part of it.
 */
function readingsOf(code: string): string[] {
  let text = code
  for (let round = 0; round < MOST_ENCODED; round++) text = decode(text)
  const pieces = text
    // Of HTML: `&#8203;`, `&amp;`.
    .replaceAll(/&#?\w{1,8};/g, ' ')
    .split(/[^\w-]+/)
    .filter(Boolean)
  const readings: string[] = []
  for (let count = pieces.length; count > 0 && readings.length < MOST_READINGS; count--) {
    const whole = pieces.slice(0, count).join('')
    readings.push(whole)
    // Emphasis of Markdown, and the `=3D` of a mail for `=`.
    if (/[-_]$/.test(whole)) readings.push(whole.replace(/[-_]+$/, ''))
    if (whole.startsWith('3D')) readings.push(whole.slice(2))
  }
  return readings
}

/** @returns null where this is not what the code was */
async function unpack(code: string): Promise<Opened | null> {
  try {
    const json = await inflate(fromBase64Url(code))
    if (json !== null) return await readPrompt(json, 'link')
    return {
      ok: false,
      problem: 'This link unpacks to more than 1 MB, which no prompt needs, and was not opened.',
    }
  } catch {
    // Base64, deflate and UTF-8 each throw their own; to the reader it is one case.
    return null
  }
}

/**
 * Reads a share link. Sends nothing, changes nothing, never throws: a bad link gives one sentence.
 * @param link as `linkIn` finds it
 */
export async function fromLink(link: string): Promise<Opened> {
  // Three characters for one is the most that encoding makes of a sign; what is broken off at its end is not looked at.
  if (link.length > 3 * MAX_LINK || decode(link).length > MAX_LINK)
    return {
      ok: false,
      problem: `This link is too large: ${link.length.toLocaleString('en')} characters, and at most ${MAX_LINK.toLocaleString('en')} are read. Ask for the prompt as a file.`,
    }
  if (link.startsWith('#/')) return readReadable(link)
  const [, version, code = ''] = /^#s(\d+)(.*)$/s.exec(link) ?? []
  if (version === undefined) return damaged
  if (Number(version) > VERSION)
    return {
      ok: false,
      problem: `This link was made by a newer version of this page (link format ${version.slice(0, 6)}). Reload to get the newer page, then open it again.`,
    }
  for (const reading of readingsOf(code)) {
    const opened = await unpack(reading)
    if (opened) return opened
  }
  return damaged
}
