/** Gives the user a file. @param type a MIME type; a blob has its own */
export function download(name: string, content: string | Blob, type = ''): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the bytes over by then; at once would be too early in some.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
