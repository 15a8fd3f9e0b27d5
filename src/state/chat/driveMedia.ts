/** Media of an imported chat that only Google Drive has: each is replaced by a file, or removed, before anything is sent. */
import { encodeBase64 } from '../../media/base64.ts'
import { addImage, loadImageBase64 } from '../images/images.ts'
import { driveMedium } from '../../request/drive.ts'
import { apply, chat } from './chat.ts'
import { partsOf } from './said.ts'
import type { Part } from '../../gemini/types.ts'
import type { DriveMedium } from '../../request/drive.ts'
import type { Turn } from './tree.ts'

export interface MissingMedium extends DriveMedium {
  /** Its place among the parts of its turn. */
  at: number
}

export const missingIn = (turn: Turn): MissingMedium[] =>
  partsOf(turn).flatMap((part, at) => {
    const medium = driveMedium(part)
    return medium ? [{ ...medium, at }] : []
  })

/** In place, not as another version: what holds a placeholder was never sent as it stands. */
async function put(id: string, at: number, change: (turn: Turn) => Partial<Turn>): Promise<void> {
  const turn = chat.getState().turns.get(id)
  const part = turn?.parts[at]
  // It may have been removed while the file was read.
  if (turn && part && driveMedium(part)) await apply({ put: [{ ...turn, ...change(turn) }] })
}

export const removeMedium = (id: string, at: number): Promise<void> =>
  put(id, at, ({ parts }) => ({ parts: parts.toSpliced(at, 1) }))

const inline = (mimeType: string, data: string): Part => ({ inlineData: { mimeType, data } })

/**
 * Puts a file in the place of a medium. A picture goes through the gate that all pictures do; other files go as they are.
 * @returns a sentence where it was refused
 */
export async function replaceMedium(turn: Turn, at: number, file: File): Promise<string | null> {
  if (!/^(audio|video|application|text)\//.test(file.type)) {
    const taken = await addImage(file)
    if (!taken.ok) return `${file.name}: ${taken.reason}`
    const { ref } = taken
    if (turn.role === 'model') {
      const data = await loadImageBase64(ref)
      await put(turn.id, at, ({ parts }) => ({ parts: parts.with(at, inline(ref.mimeType, data)) }))
      return null
    }
    await put(turn.id, at, ({ parts }) => ({ parts: parts.with(at, { media: ref }) }))
    return null
  }
  const data = encodeBase64(new Uint8Array(await file.arrayBuffer()))
  await put(turn.id, at, ({ parts }) => ({ parts: parts.with(at, inline(file.type, data)) }))
  return null
}
