import { Component } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import type { ReactNode } from 'react'

interface Props {
  /** What is inside, in the reader's words: "the Chat workspace". */
  name: string
  children: ReactNode
}

/** Keeps one broken part from taking the page with it. What was written is in storage already, so a reload is safe. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <div className="p-4">
        <Note
          role="alert"
          tone="fail"
          icon={<Icon name="cross" />}
          title={`Failed: ${this.props.name} broke off`}
          actions={
            <Button variant="bordered" size={24} onClick={() => location.reload()}>
              Reload the page
            </Button>
          }
          words={error instanceof Error ? error.message : String(error)}
        >
          This is a fault of the page, not of your prompt. What you wrote is saved and is there again after a
          reload.
        </Note>
      </div>
    )
  }
}
