/** A medium of which a chat of Google AI Studio holds nothing but its id in Google Drive, which this page cannot read. */
export interface DriveMedium {
  /** `image`, `document`, `video`, `audio`, `file`: whatever the file calls it. */
  kind: string
  id: string
}

/** The placeholder that such a medium leaves in its turn, under the file's own name for it. */
export function driveMedium(part: object): DriveMedium | null {
  const key = Object.keys(part).find((name) => /^drive[A-Z]/.test(name))
  if (key === undefined) return null
  const value = (part as Record<string, unknown>)[key]
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value
  return { kind: key.slice(5).toLowerCase(), id: typeof id === 'string' ? id : '' }
}

/** In the words of the screen. */
export const wordFor = ({ kind }: DriveMedium): string => (kind === 'image' ? 'picture' : kind)
