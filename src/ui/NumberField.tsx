import { useState } from 'react'
import { fieldLook } from './Field.tsx'
import { isComposing } from './isComposing.ts'
import { readNumber, refusal, shownNumber, stepped } from './number.ts'
import type { ComponentProps, KeyboardEvent } from 'react'
import type { Bounds } from './number.ts'

interface Options extends Bounds {
  /** The accessible name, and the subject of the sentences. */
  title: string
  /** `undefined` is an empty field. */
  value: number | undefined
  onChange: (value: number | undefined) => void
  /** What holds while the field is empty; the arrow keys start from there. */
  usual?: number | undefined
  /** Follows the range where the upper bound is somebody's own: ` for this model`. */
  whose?: string
}

/** What a number field and the row around it share. */
export interface NumberText extends Options {
  /** As it stands in the field. */
  text: string
  /** What is wrong with it, in a sentence: the last good value stays in force. */
  problem: string | undefined
  type: (text: string) => void
  /** Forgets what was typed where it is the value's own. */
  settle: () => void
}

/**
 * The text of a number field. What is typed stands as it was typed until the field is left; what cannot be taken stays
 * there, and changes nothing. A value that comes from elsewhere takes the place of both.
 */
export function useNumberText(options: Options): NumberText {
  const { title, value, onChange, whose } = options
  /** `held` is the value that held after it was typed: with another one the text is out of date. */
  const [typed, setTyped] = useState<{ text: string; held: number | undefined; problem?: string }>()
  const own = typed !== undefined && typed.held === value ? typed : undefined
  return {
    ...options,
    text: own?.text ?? (value === undefined ? '' : shownNumber(value, options)),
    problem: own?.problem,
    type(text) {
      const read = readNumber(text, options, title)
      const problem =
        read.kind === 'wrong'
          ? read.why
          : read.kind === 'number'
            ? refusal(options, read.value, title, whose)
            : undefined
      const next = problem === undefined ? (read.kind === 'number' ? read.value : undefined) : value
      setTyped({ text, held: next, ...(problem !== undefined && { problem }) })
      if (problem === undefined && next !== value) onChange(next)
    },
    settle() {
      if (own?.problem === undefined) setTyped(undefined)
    },
  }
}

interface Props extends Pick<ComponentProps<'input'>, 'disabled' | 'aria-describedby'> {
  /** From `useNumberText`. */
  number: NumberText
}

/**
 * A number as text, in the role `spinbutton`: the browser's own number field hides what it cannot read, and drops a
 * comma. Figures at the right, 24 px high (44 on a phone).
 */
export function NumberField({ number, ...native }: Props) {
  const { title, value, min, max, usual, text, problem, onChange, type, settle } = number
  const step = (steps: number) => {
    settle()
    onChange(stepped(number, value ?? usual ?? Math.max(min, Math.min(max, 0)), steps))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return
    const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key]
    if (steps === undefined) return
    event.preventDefault()
    step(steps)
  }
  return (
    <input
      {...native}
      role="spinbutton"
      inputMode="decimal"
      aria-label={title}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={text === '' ? 'default' : text}
      aria-invalid={problem ? true : undefined}
      autoComplete="off"
      spellCheck={false}
      title={problem}
      placeholder={usual === undefined ? undefined : shownNumber(usual, number)}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={onKeyDown}
      className={`h-11 text-right narrow:h-6 ${fieldLook}`}
    />
  )
}
