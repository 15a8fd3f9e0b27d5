/** Thought signatures: opaque to clients, recognised here. They hold no state, only proof that nobody altered them. */
import { fromBase64, toBase64 } from './base64.ts'
import { hash, random } from './random.ts'

const checkBytes = 4

const checkOf = (body: Uint8Array) => hash(String.fromCharCode(...body))

/** @param length bytes before base64 */
export function sign(seed: string, length: number): string {
  const chance = random(`signature ${seed}`)
  const data = new Uint8Array(length)
  data.set([0x12, 0xbe, 0x02, 0x0a])
  for (let i = 4; i < length - checkBytes; i++) data[i] = chance.below(256)
  new DataView(data.buffer).setUint32(length - checkBytes, checkOf(data.subarray(0, length - checkBytes)))
  return toBase64(data)
}

/** The API documents these for history that no model wrote. */
const dummies = ['skip_thought_signature_validator', 'context_engineering_is_the_way_to_go']

/** Whether this emulator made the signature, or it is one of the documented stand-ins. */
export function isSigned(signature: string): boolean {
  if (dummies.includes(signature) || dummies.some((dummy) => btoa(dummy) === signature)) return true
  const data = fromBase64(signature)
  if (data.length <= checkBytes) return false
  const at = data.length - checkBytes
  return new DataView(data.buffer).getUint32(at) === checkOf(data.subarray(0, at))
}
