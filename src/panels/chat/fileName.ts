/** A title as the name of a file, on every system. */
export function fileName(title: string, extension: string): string {
  const safe = title
    .replaceAll(/[^\p{L}\p{N} _-]+/gu, '')
    .trim()
    .slice(0, 60)
  return `${safe || 'chat'}.${extension}`
}
