import { useState } from 'react'

/** What a text that somebody types means. */
export type ReadText<T> =
  | { ok: true; value: T | undefined }
  /** @property why a sentence: what is wrong with it */
  | { ok: false; why: string }

/** What was typed. `held` is the value that held after it: with another one the text is out of date. */
export interface Typed<T> {
  text: string
  held: T | undefined
  problem?: string
}

/** Where what was typed is kept: as `useState` gives it, or in a place that outlives the field. */
export type Keeping<T> = readonly [Typed<T> | undefined, (next: Typed<T> | undefined) => void]

/** A text and the value that it stands for. */
export interface TypedText {
  /** As it stands in the field. */
  text: string
  /** What is wrong with it, in a sentence: the last good value stays in force. */
  problem: string | undefined
  type: (text: string) => void
  /** Forgets what was typed where it is the value's own. */
  settle: () => void
}

/**
 * The text of a field whose value is something else. What is typed stands as it was typed; what cannot be taken stays
 * there, and changes nothing. A value that comes from elsewhere takes the place of both.
 * @param value `undefined` is an empty field
 * @param kept absent: what was typed goes with the field
 */
export function useTypedText<T>(
  value: T | undefined,
  shown: (value: T) => string,
  read: (text: string) => ReadText<T>,
  onChange: (value: T | undefined) => void,
  kept?: Keeping<T>,
): TypedText {
  const passing = useState<Typed<T>>()
  const [typed, setTyped] = kept ?? passing
  const own = typed !== undefined && typed.held === value ? typed : undefined
  return {
    text: own?.text ?? (value === undefined ? '' : shown(value)),
    problem: own?.problem,
    type(text) {
      const result = read(text)
      const held = result.ok ? result.value : value
      setTyped({ text, held, ...(!result.ok && { problem: result.why }) })
      if (result.ok && held !== value) onChange(held)
    },
    settle() {
      if (own?.problem === undefined) setTyped(undefined)
    },
  }
}
