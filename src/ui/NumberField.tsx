import { fieldLook } from './Field.tsx'
import { isComposing } from './isComposing.ts'
import { readNumber, refusal, shownNumber, stepped } from './number.ts'
import type { ComponentProps, KeyboardEvent } from 'react'
import { useTypedText } from './useTypedText.ts'
import type { Bounds } from './number.ts'
import type { Keeping, ReadText, TypedText } from './useTypedText.ts'

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
  /** Absent: what was typed goes with the field. */
  kept?: Keeping<number>
}

/** What a number field and the row around it share. */
export type NumberText = Options & TypedText

/** The text of a number field. What is typed stands as it was typed until the field is left. */
export function useNumberText(options: Options): NumberText {
  const { title, value, onChange, whose, kept } = options
  const read = (text: string): ReadText<number> => {
    const result = readNumber(text, options, title)
    if (!result.ok || result.value === undefined) return result
    const why = refusal(options, result.value, title, whose)
    return why === undefined ? result : { ok: false, why }
  }
  const typed = useTypedText(value, (number) => shownNumber(number, options), read, onChange, kept)
  return { ...options, ...typed }
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
