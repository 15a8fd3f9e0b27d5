import type { Bytes } from './bytes.ts'

// In browsers since 2025; TypeScript's library for ES2023 does not have it.
interface NativeBase64 {
  toBase64?: () => string
}

/** Standard base64 with padding. Native where the browser has it: 15 MB take milliseconds instead of a long task. */
export function encodeBase64(bytes: Bytes): string {
  const native = (bytes as NativeBase64).toBase64?.()
  if (native !== undefined) return native
  const pieces: string[] = []
  // A multiple of 3, so that no padding falls inside; small enough for the argument list.
  for (let at = 0; at < bytes.length; at += 24_576)
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 24_576))))
  return pieces.join('')
}

/** The bytes of standard base64, or undefined where the text is none. */
export function decodeBase64(text: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** Characters that base64 makes of so many bytes. */
export const base64Length = (bytes: number): number => 4 * Math.ceil(bytes / 3)
