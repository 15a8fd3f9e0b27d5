/** Base64 both ways. Requests may use the standard or the URL-safe alphabet, answers use the standard one, padded. */

/** @throws DOMException when the text is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/')
  return Uint8Array.from(atob(standard), (char) => char.charCodeAt(0))
}

export function toBase64(data: Uint8Array): string {
  let binary = ''
  // An argument list has a limit of its own, far above this.
  for (let i = 0; i < data.length; i += 0x8000) binary += String.fromCharCode(...data.subarray(i, i + 0x8000))
  return btoa(binary)
}

export const isBase64 = (text: string) =>
  /^[A-Za-z0-9+/_-]*={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1
