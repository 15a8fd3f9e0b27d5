import { wireParts } from '../../request/doc.ts'
import { mediaIn } from '../../request/media.ts'
import { partsOf } from '../../state/chat/said.ts'
import type { Turn } from '../../state/chat/tree.ts'

/** Characters in a line of 35em, and its height in CSS pixels. */
const LINE = 72
const LINE_PX = 24
/** Padding and hairline of a turn; strip, figures and actions of an answer. */
const FRAME_PX = 60
const FOOT_PX = 64
const IMAGE_PX = 168

/** How tall a turn will be, before it is drawn: good enough for a scrollbar that hardly jumps. */
export function guessHeight(turn: Turn | undefined): number {
  if (!turn) return FRAME_PX
  const parts = partsOf(turn)
  const characters = wireParts(parts).reduce(
    (sum, { text, thought }) => sum + (thought ? 0 : (text?.length ?? 0)),
    0,
  )
  const lines = Math.max(1, Math.ceil(characters / LINE))
  return FRAME_PX + lines * LINE_PX + mediaIn(parts).length * IMAGE_PX + (turn.run ? FOOT_PX : 0)
}
