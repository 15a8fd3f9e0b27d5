/** Thought signatures: opaque to clients, recognised here. They hold no state, only proof that nobody altered them. */
import { fromBase64, toBase64 } from './base64.ts'
import { hash, random } from './random.ts'

const checkBytes = 4
/** Where the hash of what was signed stands. */
const boundAt = 4

const checkOf = (body: Uint8Array) => hash(String.fromCharCode(...body))

/**
 * @param length bytes before base64
 * @param over what has to stay as it is beside the signature
 */
export function sign(seed: string, length: number, over?: string): string {
  const chance = random(`signature ${seed}`)
  const data = new Uint8Array(length)
  data.set([0x12, 0xbe, 0x02, 0x0a])
  for (let i = 4; i < length - checkBytes; i++) data[i] = chance.below(256)
  if (over !== undefined) new DataView(data.buffer).setUint32(boundAt, hash(over))
  new DataView(data.buffer).setUint32(length - checkBytes, checkOf(data.subarray(0, length - checkBytes)))
  return toBase64(data)
}

/** The API documents these for history that no model wrote. */
const dummies = ['skip_thought_signature_validator', 'context_engineering_is_the_way_to_go']

const isDummy = (signature: string) =>
  dummies.includes(signature) || dummies.some((dummy) => btoa(dummy) === signature)

/** Whether this emulator made the signature, or it is one of the documented stand-ins. */
export function isSigned(signature: string): boolean {
  if (isDummy(signature)) return true
  const data = fromBase64(signature)
  if (data.length <= checkBytes) return false
  const at = data.length - checkBytes
  return new DataView(data.buffer).getUint32(at) === checkOf(data.subarray(0, at))
}

/** Whether a signature of this emulator was made over these words; a stand-in is as good for any. */
export function isSignedOver(signature: string, over: string): boolean {
  if (isDummy(signature)) return true
  const data = fromBase64(signature)
  return data.length >= boundAt + 4 && new DataView(data.buffer).getUint32(boundAt) === hash(over)
}
