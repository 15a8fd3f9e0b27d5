/** `0.84 s`; tenths while it still runs. */
export function seconds(ms: number, digits: 1 | 2 = 2): string {
  return `${(ms / 1000).toFixed(digits)} s`
}

/** `65,536` */
export function whole(count: number): string {
  return count.toLocaleString('en-US')
}

/** `333 B`, `9.8 kB`, `1.2 MB`; a kB is 1,000 bytes. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/** `chunk 31, 4.75 s, +142 ms, 333 B`. @param index counted from 0. */
export function chunkLabel(chunks: readonly { at: number; bytes: number }[], index: number): string {
  const chunk = chunks[index]
  if (!chunk) return ''
  const since = Math.round(chunk.at - (chunks[index - 1]?.at ?? 0))
  return `chunk ${index + 1}, ${seconds(chunk.at)}, +${since} ms, ${size(chunk.bytes)}`
}
