import type { ComponentProps, ReactNode } from 'react'

interface Props extends Omit<ComponentProps<'button'>, 'className' | 'children' | 'aria-label'> {
  /** The accessible name, also shown as the tooltip. */
  label: string
  icon: ReactNode
  /** Side of the square in CSS pixels; 44 on a phone. */
  size?: 20 | 24 | 28
}

const sizes = { 20: 'size-5', 24: 'size-11 narrow:size-6', 28: 'size-11 narrow:size-7' }

/** A square button that shows an icon alone. Size 20 is for chips and stays small on a phone. */
export function IconButton({ label, icon, size = 28, title, ...native }: Props) {
  return (
    <button
      type="button"
      {...native}
      aria-label={label}
      title={title ?? label}
      className={`inline-flex shrink-0 cursor-pointer items-center justify-center rounded-control text-soft transition-colors duration-80 ease-out hover:bg-hover hover:text-ink disabled:cursor-default disabled:text-mute disabled:hover:bg-transparent aria-disabled:text-mute aria-disabled:hover:bg-transparent aria-[pressed=true]:bg-hover aria-[pressed=true]:text-ink ${sizes[size]}`}
    >
      {icon}
    </button>
  )
}
