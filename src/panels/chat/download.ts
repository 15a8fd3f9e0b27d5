/** Gives the user a file. @param type a MIME type */
export function download(name: string, content: string | Blob, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A title as the name of a file, on every system. */
export function fileName(title: string, extension: string): string {
  const safe = title
    .replaceAll(/[^\p{L}\p{N} _-]+/gu, '')
    .trim()
    .slice(0, 60)
  return `${safe || 'chat'}.${extension}`
}
