/** Base64 both ways. Requests may use the standard or the URL-safe alphabet, answers use the standard one, padded. */

/** @throws DOMException when the text is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const data = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) data[i] = binary.charCodeAt(i)
  return data
}

const alphabet = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const padding = 0x3d

/** By table into bytes: building a string of megabytes for `btoa` takes many times as long. */
export function toBase64(data: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(data.length / 3) * 4)
  for (let i = 0, at = 0; i < data.length; i += 3, at += 4) {
    const bits = ((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0)
    for (let k = 0; k < 4; k++) text[at + k] = alphabet[(bits >> (18 - 6 * k)) & 63] ?? padding
  }
  const missing = (3 - (data.length % 3)) % 3
  text.fill(padding, text.length - missing)
  return new TextDecoder().decode(text)
}

export const isBase64 = (text: string) =>
  /^[A-Za-z0-9+/_-]*={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1
