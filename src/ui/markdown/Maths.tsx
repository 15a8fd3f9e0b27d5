import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { draw as drawMaths } from './katex.ts'

type Draw = typeof drawMaths

/** Set once loaded, so that later expressions are drawn before the first paint. */
let draw: Draw | undefined
let loading: Promise<Draw> | undefined

/** Fetches the typesetter and its fonts; called as soon as a text looks as if it held maths. */
export function loadMaths(): Promise<Draw> {
  loading ??= import('./katex.ts').then(
    (module) => (draw = module.draw),
    (error: unknown) => {
      // The next expression asks again.
      loading = undefined
      throw error
    },
  )
  return loading
}

interface Props {
  /** TeX without its dollar signs. */
  tex: string
  /** On a line of its own. */
  display?: boolean
}

/** One complete expression. TeX that cannot be set, or is not yet, stands as its source. */
export const Maths = memo(function Maths({ tex, display = false }: Props) {
  const ref = useRef<HTMLSpanElement>(null)
  const [ready, setReady] = useState(draw !== undefined)
  useEffect(() => {
    if (ready) return
    let gone = false
    // Without the typesetter the source stays, which can be read too.
    loadMaths().then(
      () => gone || setReady(true),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [ready])
  useLayoutEffect(() => {
    if (ready && draw && ref.current) draw(tex, ref.current, display)
  }, [ready, tex, display])
  // Once drawn the children belong to the typesetter: the key gives it a node that React never filled.
  return (
    <span className={display ? 'md-maths-block' : 'md-maths'}>
      {ready ? <span key={tex} ref={ref} /> : <code>{tex}</code>}
    </span>
  )
})
