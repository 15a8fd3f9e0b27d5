import { keySpans } from '../gemini/redact.ts'
import { MediaFailure, toRequest, wireParts } from '../request/doc.ts'
import { isMedia } from '../request/media.ts'
import { tooLarge } from '../request/size.ts'
import { isBase64 } from './keyAtRest.ts'
import type { GenerateContentRequest, Model } from '../gemini/types.ts'
import type { Finding } from '../request/checks/finding.ts'
import type { LoadMedia, RequestDoc } from '../request/doc.ts'

/** What has to be known before a request may go. */
export interface Wants {
  /** As it was when the person pressed Run: nothing is read anew afterwards. */
  doc: RequestDoc
  /** False where a key has to be set first. */
  connected: boolean
  apiKey: string | null
  /** Key-like texts that the person has said to send. */
  meant: ReadonlySet<string>
  load: LoadMedia
  /** The model's record, where it is known. */
  record: Model | undefined
  /** Errors that the person has said to send in spite of, by `signOf`. */
  accepted: ReadonlySet<string>
  /** Whether an Error is one that the person has chosen. */
  onPurpose?: ((error: Finding) => boolean) | undefined
  /** Said where the last turn holds nothing. */
  nothing: string
}

export type Prepared =
  | { ok: true; request: GenerateContentRequest }
  | { ok: false; why: 'connection' }
  /** @property keys what looks like a key, each once */
  | { ok: false; why: 'key'; keys: string[] }
  /** @property errors what the API is known to refuse, and nobody has accepted yet */
  | { ok: false; why: 'checks'; errors: readonly Finding[] }
  /** @property words a sentence for the reader */
  | { ok: false; why: 'nothing' | 'media' | 'size'; words: string }

function stringsIn(value: unknown, into: string[]): string[] {
  if (typeof value === 'string') into.push(value)
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      into.push(name)
      if (!isBase64(name, value) || typeof inner !== 'string') stringsIn(inner, into)
    }
  return into
}

/** What was found in settings and in the parts of a turn: while somebody types, the rest is not searched again. */
const searched = new WeakMap<object, { key: string | null; found: readonly string[] }>()

function keysOnce(piece: object, value: unknown, key: string | null): readonly string[] {
  const known = searched.get(piece)
  if (known?.key === key) return known.found
  const held = key !== null && key.length >= 6
  const found = stringsIn(value, []).flatMap((text) =>
    [...(held ? keySpans(text, key) : []), ...keySpans(text, null)].map(([from, to]) => text.slice(from, to)),
  )
  searched.set(piece, { key, found })
  return found
}

/** Everything in a document that is the held key, or shaped like one, each once: texts, arguments, results, names. */
export function keysIn({ settings, turns }: Pick<RequestDoc, 'settings' | 'turns'>, apiKey: string | null) {
  const inTurns = turns.flatMap(({ parts }) => keysOnce(parts, wireParts(parts), apiKey))
  return [...new Set([...keysOnce(settings, settings, apiKey), ...inTurns])]
}

/** Tells a finding from others: what has been accepted once is not asked about again. */
export const signOf = ({ path, says }: Finding): string => `${path} ${says}`

/** The rules are not in the first load. Null where their file does not arrive: the server decides then, as it does anyway. */
const loadRules = () =>
  Promise.all([import('../request/checks/check.ts'), import('../request/capabilities.ts')]).catch(() => null)

/** The Errors in a document that nobody has accepted. */
async function errorsIn({ doc, record, accepted, onPurpose }: Wants) {
  const loaded = await loadRules()
  if (!loaded) return []
  const [{ check }, { factsOf }] = loaded
  const found = check(doc, factsOf(record, doc.settings.model))
  return found.filter((one) => one.severity === 'error' && !accepted.has(signOf(one)) && !onPurpose?.(one))
}

/**
 * The one launch: whether a document may be sent, asked in this order: is there anything, a connection, a key in the text,
 * every medium at hand, nothing that the API is known to refuse, small enough.
 */
export async function prepare(wants: Wants): Promise<Prepared> {
  const { doc, connected, apiKey, meant, load, nothing } = wants
  const last = doc.turns.at(-1)
  const says = last?.parts.some((part) => isMedia(part) || part.text === undefined || part.text.trim() !== '')
  if (!says) return { ok: false, why: 'nothing', words: nothing }
  if (!connected) return { ok: false, why: 'connection' }
  const keys = keysIn(doc, apiKey).filter((key) => !meant.has(key))
  if (keys.length > 0) return { ok: false, why: 'key', keys }
  let request: GenerateContentRequest
  try {
    request = await toRequest(doc, load)
  } catch (error) {
    if (!(error instanceof MediaFailure)) throw error
    return { ok: false, why: 'media', words: error.message }
  }
  const errors = await errorsIn(wants)
  if (errors.length > 0) return { ok: false, why: 'checks', errors }
  const refused = tooLarge(request)
  return refused
    ? { ok: false, why: 'size', words: `${refused.title}. ${refused.body}` }
    : { ok: true, request }
}
