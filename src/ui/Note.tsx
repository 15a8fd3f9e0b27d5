import type { ReactNode } from 'react'

interface Props {
  tone: 'caution' | 'fail' | 'plain'
  icon?: ReactNode
  /** What happened; takes the tone's colour. */
  title: ReactNode
  /** What to do, in one or two sentences. */
  children?: ReactNode
  /** Buttons, the bordered one first. */
  actions?: ReactNode
  /** The server's own words; last, in mono. */
  words?: ReactNode
  role?: 'note' | 'alert' | 'status'
  /** The accessible name, where the contract gives one. */
  label?: string
}

const tones = {
  caution: { rule: 'border-caution', title: 'text-caution' },
  fail: { rule: 'border-fail', title: 'text-fail' },
  plain: { rule: 'border-edge', title: 'text-ink' },
}

/** What went otherwise than asked, where it happened: a rule at the left, no box, no fill. */
export function Note({ tone, icon, title, children, actions, words, role, label }: Props) {
  return (
    <div role={role} aria-label={label} className={`border-l-2 pl-3 ${tones[tone].rule}`}>
      <p className={`flex items-start gap-1.5 text-ui font-semibold ${tones[tone].title}`}>
        {icon && <span className="flex h-5 items-center">{icon}</span>}
        <span className="min-w-0 wrap-anywhere">{title}</span>
      </p>
      {children && <div className="text-ui wrap-anywhere text-soft">{children}</div>}
      {actions && <div className="flex flex-wrap items-center gap-2 pt-2">{actions}</div>}
      {words && (
        <div className="pt-2 font-mono text-label wrap-anywhere whitespace-pre-wrap text-mute">{words}</div>
      )}
    </div>
  )
}
