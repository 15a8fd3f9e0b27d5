import { useId } from 'react'
import type { ReactNode } from 'react'

/** The look every text-like control shares; 16 px letters on a phone, below which iOS zooms the page. */
export const fieldLook =
  'w-full rounded-control border border-edge bg-raised px-2 text-title text-ink placeholder:text-mute focus-visible:outline-offset-[-1px] disabled:border-line disabled:bg-transparent disabled:text-mute aria-invalid:border-fail narrow:text-ui'

export interface FieldProps {
  /** The accessible name; shown above the control unless `labelHidden`. */
  label: string
  labelHidden?: boolean | undefined
  /** What is wrong, in a sentence; marks the control as invalid. */
  error?: ReactNode
  /** One line of help under the control. */
  hint?: ReactNode
}

interface Props extends FieldProps {
  children: (control: {
    id: string
    'aria-label'?: string
    'aria-invalid'?: true
    'aria-describedby'?: string
  }) => ReactNode
}

/** Label above, hint or error below, tied to the control that `children` draws with the attributes it is given. */
export function Field({ label, labelHidden, error, hint, children }: Props) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {!labelHidden && (
        <label htmlFor={id} className="text-ui text-ink">
          {label}
        </label>
      )}
      {children({
        id,
        ...(labelHidden && { 'aria-label': label }),
        ...(error && { 'aria-invalid': true as const }),
        ...((error || hint) && { 'aria-describedby': `${id}-said` }),
      })}
      {error ? (
        <p key="error" id={`${id}-said`} role="alert" className="text-label text-fail">
          {error}
        </p>
      ) : (
        hint && (
          <p key="hint" id={`${id}-said`} className="text-label text-mute">
            {hint}
          </p>
        )
      )}
    </div>
  )
}
