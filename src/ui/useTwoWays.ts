import { useEffect, useRef } from 'react'
import { passFocus } from './passFocus.ts'
import type { MouseEvent } from 'react'

/**
 * Two buttons that lead a step each way, as far as there is something: the one that has led to an end gives the focus to the
 * other, whenever it is disabled.
 * @returns what each of them gets
 */
export function useTwoWays() {
  const one = useRef<HTMLButtonElement>(null)
  const other = useRef<HTMLButtonElement>(null)
  const pressed = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!pressed.current?.disabled) return
    pressed.current = null
    passFocus(one.current, other.current)
  })
  const onClickCapture = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    pressed.current = currentTarget
  }
  return [
    { ref: one, onClickCapture },
    { ref: other, onClickCapture },
  ] as const
}
