import { useEffect, useReducer, useState } from 'react'
import { loadMaths } from './Maths.tsx'
import { GrowingDocument } from './GrowingDocument.tsx'
import type { Place } from './marks.ts'

/** Of a long text that is there at once, as much a frame. Characters. */
const slice = 8000
/** When text was held back and no more has come, it is looked at again after as many milliseconds. */
const catchUp = 50

interface Props {
  text: string
  live: boolean
  idPrefix: string
  /** Shown once the text has ended. */
  places: readonly Place[]
}

/** A text that grows, or one too long to be parsed within one frame. */
export function Growing({ text, live, idPrefix, places }: Props) {
  const [kept, setKept] = useState(() => new GrowingDocument(idPrefix))
  const [round, again] = useReducer((count: number) => count + 1, 0)
  let growing = kept
  if (!growing.accepts(text)) {
    growing = new GrowingDocument(idPrefix)
    setKept(growing)
  }
  // The document is a cache of what its text, which only grows, was parsed to: a render that React throws away does no harm.
  const end = live ? text.length : Math.min(text.length, growing.length + slice)
  growing.update(text.slice(0, end), live || end < text.length)
  const groups = growing.mark(places)
  const waiting = end < text.length
  const { behind } = growing
  // A price does not fetch the typesetter.
  const holdsMaths = live && /\$(?![\s\d])|\\[([]/.test(text)
  useEffect(() => {
    if (waiting) {
      const frame = requestAnimationFrame(again)
      return () => cancelAnimationFrame(frame)
    }
    if (!behind) return
    const timer = setTimeout(again, catchUp)
    return () => clearTimeout(timer)
    // Every round may leave more to do.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [waiting, behind, round, groups])
  useEffect(() => {
    // The source stands in its place where the typesetter cannot be had.
    if (holdsMaths) loadMaths().catch(() => undefined)
  }, [holdsMaths])
  return groups
}
