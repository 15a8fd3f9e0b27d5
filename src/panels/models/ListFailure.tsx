import { adviseFailure } from '../../state/advice.ts'
import { failureOf } from '../../runs/failure.ts'
import { openConnection } from '../../state/connection/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import { words } from './words.ts'

interface Props {
  error: Error
  /** An earlier list is still on show. */
  stale: boolean
  onRetry: () => void
}

/** Why there is no list. A status, no alert: everything else works without one. */
export function ListFailure({ error, stale, onRetry }: Props) {
  const failure = failureOf(error)
  const { title, body, words: ofServer } = adviseFailure(failure, { purpose: 'list' })
  return (
    <div className="border-b border-line p-4">
      <Note
        role="status"
        tone="fail"
        icon={<Icon name="cross" />}
        title={title}
        // Without a code the words are our own client's, and say the same once more.
        words={failure.code && ofServer.join('\n')}
        actions={
          <>
            <Button variant="bordered" size={24} onClick={onRetry}>
              Retry
            </Button>
            <Button size={24} onClick={openConnection}>
              Open Connection
            </Button>
          </>
        }
      >
        <p>
          {body
            .map((span) => (typeof span === 'string' ? span : 'mono' in span ? span.mono : span.strong))
            .join('')}{' '}
          {stale ? words.stale : words.typeAnId}
        </p>
      </Note>
    </div>
  )
}
