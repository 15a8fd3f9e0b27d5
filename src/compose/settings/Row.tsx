import { useId, useRef } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { passFocus } from '../../ui/passFocus.ts'
import type { ReactNode } from 'react'

/** What every kind of row hands on from the form. */
export interface RowProps {
  title: string
  /** As the API knows it; shown on hover and focus within. */
  wire: string
  /** Stands in line 2 in place of `default`: a limit of the model, a level's name. */
  note?: ReactNode
  /** The model makes nothing of it: said in the second voice. */
  mute?: boolean
  /** Waits for "Set anyway". */
  locked?: boolean
}

interface Props extends RowProps {
  touched: boolean
  /** What holds when nothing is sent, for the right end of line 2. */
  fallback?: string | undefined
  /** The control does not show it. */
  fallbackShown?: boolean
  onUseDefault?: (() => void) | undefined
  /** Why what was typed is not taken. */
  refusal?: string | undefined
  /** 40 px instead of 44. */
  tight?: boolean
  /** Label and controls of line 1, by the ids that tie them to line 2. */
  children: (saidId: string) => ReactNode
}

/**
 * One setting: 24 px of label and controls, and 16 px that are always there, so that nothing shifts: the wire name
 * at the left, at the right what holds by default, or the way back to it.
 */
export function Row(props: Props) {
  const { title, wire, touched, fallback, onUseDefault, note, refusal, tight, children } = props
  const { mute, locked, fallbackShown } = props
  const saidId = useId()
  const line = useRef<HTMLDivElement>(null)
  return (
    <div className={`group -mx-4 px-4 focus-within:bg-hover hover:bg-hover ${tight ? '' : 'py-0.5'}`}>
      <div ref={line} className="relative flex min-h-11 items-center gap-2 narrow:min-h-6">
        {touched && (
          <span
            aria-hidden="true"
            className="absolute top-1/2 -left-2.5 size-1 -translate-y-1/2 rounded-full bg-ink"
          />
        )}
        <span className={`min-w-31 shrink-0 text-ui whitespace-nowrap ${mute ? 'text-mute' : ''}`}>
          {title}
        </span>
        {locked ? (
          <fieldset disabled role="presentation" className="contents">
            {children(saidId)}
          </fieldset>
        ) : (
          children(saidId)
        )}
      </div>
      <div id={saidId} className="flex min-h-4 items-center justify-between gap-2 text-wire text-mute">
        {refusal ? (
          <span role="alert" className="text-fail">
            {refusal}
          </span>
        ) : (
          <>
            <span className="truncate font-mono opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
              {wire}
            </span>
            <span className="flex shrink-0 items-center gap-2">
              {note}
              {touched && onUseDefault ? (
                <button
                  type="button"
                  onClick={() => {
                    onUseDefault()
                    // It goes with what it took back.
                    requestAnimationFrame(() =>
                      passFocus(line.current?.querySelector('input, select, textarea, button')),
                    )
                  }}
                  className="-my-2 flex h-11 cursor-pointer items-center gap-1 rounded-chip text-soft hover:text-ink narrow:my-0 narrow:h-4"
                >
                  <Icon name="undo" size={12} />
                  <span>
                    <span className="sr-only">Use </span>default
                    <span className="sr-only"> {title}</span>
                    {fallback && <span aria-hidden="true"> {fallback}</span>}
                  </span>
                </button>
              ) : (
                !note && (
                  <span>
                    default
                    {/* Seen in the field itself, where it is a placeholder. */}
                    {fallback && <span className={fallbackShown ? undefined : 'sr-only'}> {fallback}</span>}
                  </span>
                )
              )}
            </span>
          </>
        )}
      </div>
    </div>
  )
}
