/** Bytes as people read them: `0 B`, `84 kB`, `3.1 MB`, `10.7 GB`; 1 kB is 1,000 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  // 999,500 B would round to 1,000 kB.
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${(bytes / 1e9).toFixed(1)} GB`
}
