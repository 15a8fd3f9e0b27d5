import { Component } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Icon } from './Icon.tsx'
import { Note } from './Note.tsx'
import { PartFailure } from './parts.ts'
import type { ReactNode } from 'react'

interface Props {
  /** What is inside, in the reader's words: "the Chat workspace". */
  name: string
  children: ReactNode
  /** What the note about the failure stands in, where it is not alone. */
  renderNote?: (note: ReactNode) => ReactNode
}

/**
 * Keeps one broken part from taking the page with it. What was written is in storage already, so a reload is safe.
 * A part whose file did not arrive is asked for again on "Try again", and when it is opened the next time.
 */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch(error: unknown) {
    if (error instanceof PartFailure) error.forget()
  }

  override render() {
    const { name, children, renderNote = (note) => <div className="p-4">{note}</div> } = this.props
    const { error } = this.state
    if (error === null) return children
    const missing = error instanceof PartFailure
    const words = missing ? error.cause : error
    return renderNote(
      <Note
        role="alert"
        tone="fail"
        icon={<Icon name="cross" />}
        title={missing ? `Failed: ${name} could not be loaded` : `Failed: ${name} broke off`}
        actions={
          <>
            {missing && (
              <Button variant="bordered" size={24} onClick={() => this.setState({ error: null })}>
                Try again
              </Button>
            )}
            <Button variant="bordered" size={24} onClick={() => location.reload()}>
              Reload the page
            </Button>
          </>
        }
        words={words instanceof Error ? words.message : String(words)}
      >
        {missing
          ? 'Its file did not arrive: the network failed, or a newer version of this page has taken its place; then a reload brings that. '
          : 'This is a fault of the page, not of your prompt. '}
        What you wrote is saved and is there again after a reload.
      </Note>,
    )
  }
}

/** The same around a dialog: a failure is a dialog too, and closes like one. @param title the dialog's own */
export function DialogBoundary({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  return (
    <ErrorBoundary
      name={title}
      renderNote={(note) => (
        <Dialog title={title} open onClose={onClose}>
          {note}
        </Dialog>
      )}
    >
      {children}
    </ErrorBoundary>
  )
}
