/**
 * Controls that have never heard of Gemini, each with its look inside: native elements first, sizes and
 * colours from the tokens of `index.css`. No data, no stores, no network.
 * `answer/`, `panels/` and `App.tsx` may import this folder; it imports nothing from `src`.
 */
import type { ComponentProps, ReactNode } from 'react'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** `primary` once a view, `bordered` in notes and rows, `quiet` in bars, `danger` for what cannot be taken back. */
  variant?: 'primary' | 'bordered' | 'quiet' | 'danger'
  /** Height in CSS pixels: 24 rows and notes, 28 bars and panes, 32 dialogs. Always 44 on a phone. */
  size?: 24 | 28 | 32
  icon?: ReactNode
}

const looks = {
  primary:
    'bg-accent font-semibold text-on-accent hover:bg-accent-hover disabled:bg-sunk disabled:text-mute aria-disabled:bg-sunk aria-disabled:text-mute',
  bordered: 'border border-edge bg-raised font-[450] text-ink hover:bg-hover disabled:text-mute',
  quiet:
    'font-[450] text-soft hover:bg-hover hover:text-ink aria-expanded:text-ink aria-pressed:bg-hover aria-pressed:text-ink disabled:text-mute disabled:hover:bg-transparent aria-disabled:text-mute aria-disabled:hover:bg-transparent',
  danger: 'font-[450] text-fail hover:bg-hover disabled:text-mute disabled:hover:bg-transparent',
}

const sizes = {
  24: 'h-11 px-3 text-ui narrow:h-6 narrow:px-2 narrow:text-label',
  28: 'h-11 px-3 text-ui narrow:h-7 narrow:px-2',
  32: 'h-11 px-4 text-ui narrow:h-8 narrow:px-3',
}

/** A native button; `type` is `button` unless said otherwise. A toggle is told by `aria-pressed`. */
export function Button({ variant = 'quiet', size = 28, icon, children, ...native }: ButtonProps) {
  return (
    <button
      type="button"
      {...native}
      className={`inline-flex shrink-0 cursor-pointer items-center justify-center gap-1.5 rounded-control whitespace-nowrap transition-colors duration-80 ease-out select-none disabled:cursor-default aria-[pressed=false]:bg-transparent ${sizes[size]} ${looks[variant]}`}
    >
      {icon}
      {children}
    </button>
  )
}
