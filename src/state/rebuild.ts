/** The request of a run, printed anew from what was asked: its body is kept nowhere. */
import { redactHeldKey } from '../gemini/redact.ts'
import { MediaFailure, toRequests } from '../request/doc.ts'
import { REMOVED } from '../runs/keyAtRest.ts'
import { sha256 } from '../runs/sha256.ts'
import { loadImageBase64 } from './images/images.ts'
import { session } from './connection/session.ts'
import type { RequestDoc, Requests } from '../request/doc.ts'
import type { Run } from '../runs/run.ts'

export interface Rebuilt extends Requests {
  /** What was asked. */
  doc: RequestDoc
  /** As it was sent, the held key masked. */
  body: string
  /** How it differs from what was sent, as a sentence; null where it is the same, byte for byte. */
  differs: string | null
}

/** What was asked, as a document; a sentence where it cannot be had any more. */
export async function docOf(run: Run): Promise<RequestDoc | string> {
  const { asked, origin } = run
  if (asked.kind === 'doc') return asked.doc
  if (asked.kind === 'unknown' || origin.kind !== 'chat')
    return 'This answer was kept by an earlier version of this page, which did not keep requests with conversations.'
  // Loaded here: who only uses Prompt has no conversations.
  const { sentDoc } = await import('./chat/sentDoc.ts')
  return sentDoc(run, asked.settings, origin.conversation)
}

async function difference(run: Run, body: string): Promise<string | null> {
  const { sent, keyRemoved } = run
  if (!sent) return null
  const encoded = new TextEncoder().encode(body)
  const bytes = encoded.length
  const same =
    bytes === sent.bodyBytes && (sent.bodyHash === null || (await sha256(encoded)) === sent.bodyHash)
  if (same) return null
  return keyRemoved || body.includes(REMOVED)
    ? 'A key was cut out of what is kept, so this is not byte for byte what was sent.'
    : `This is not byte for byte what was sent: ${sent.bodyBytes.toLocaleString('en')} bytes then, ${bytes.toLocaleString('en')} now. Something that it was made from has changed since.`
}

/** @returns a sentence where the request cannot be had any more */
export async function rebuild(run: Run): Promise<Rebuilt | string> {
  const doc = await docOf(run)
  if (typeof doc === 'string') return doc
  try {
    const printed = await toRequests(doc, loadImageBase64)
    const plain = { ...printed.plain, ...run.hop }
    const request = { ...printed.request, ...run.hop }
    const body = redactHeldKey(JSON.stringify(request), session.getState().apiKey ?? undefined)
    return { plain, request, doc, body, differs: await difference(run, body) }
  } catch (error) {
    if (error instanceof MediaFailure) return error.message
    throw error
  }
}
