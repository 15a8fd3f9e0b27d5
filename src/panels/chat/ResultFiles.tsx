import { useState } from 'react'
import { useFacts } from '../../compose/useFacts.ts'
import { removeResultMedia } from '../../state/chat/results.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { size } from '../../ui/figures.ts'
import { attach } from './attach.ts'
import { fileWords as words } from './words.ts'
import { wrongReferences } from '../../request/functions/references.ts'
import { documentTypes } from '../../request/media.ts'
import type { ResultMedia } from '../../request/media.ts'
import type { Turn } from '../../state/chat/tree.ts'

/** Of pictures those that go with a result: Google's page on function calling. */
const PICTURES = ['image/png', 'image/jpeg', 'image/webp']

interface Props {
  /** Of the calls. */
  turn: Turn
  /** Which of them, counted from 0. */
  at: number
  name: string
  /** Null while it cannot be read. */
  response: unknown
  media: readonly ResultMedia[]
}

/** Lets the reader choose files. Without an input in the page, where the composer's is the one. */
function pick(take: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = [...PICTURES, ...documentTypes].join(',')
  input.addEventListener('change', () => take([...(input.files ?? [])]))
  input.click()
}

/** The files that go with a result, where it names others, and the way to add some, where the model takes them. */
export default function ResultFiles({ turn, at, name, response, media }: Props) {
  const model = useSettings((settings) => settings.model)
  const refused = useFacts(model).resultMedia === 'refused'
  const [problems, setProblems] = useState<readonly string[]>([])
  const take = async (files: readonly File[]) => setProblems(await attach(files, turn, at))
  return (
    <>
      <Button
        variant="bordered"
        icon={<Icon name="image" />}
        disabled={refused}
        title={refused ? words.notTaken(model) : words.about}
        aria-label={`Attach to result of ${name}`}
        onClick={() => pick((files) => void take(files))}
      >
        Attach
      </Button>
      {media.length > 0 && (
        <ul aria-label={`Files of the result of ${name}`} className="order-last w-full text-label">
          {media.map(({ media: one, displayName }) => (
            <li key={displayName} className="flex items-center gap-2">
              <Icon name={one.mimeType.startsWith('image/') ? 'image' : 'file'} />
              <span className="min-w-0 truncate font-mono text-ink">{displayName}</span>
              <span className="text-mute">{size(one.bytes)}</span>
              <IconButton
                size={24}
                label={`Remove ${displayName} from the result`}
                icon={<Icon name="cross" />}
                onClick={() => removeResultMedia(turn.id, at, displayName)}
              />
            </li>
          ))}
        </ul>
      )}
      {refused && media.length > 0 && (
        <p className="order-last w-full text-label text-caution">{words.notTaken(model)}</p>
      )}
      {wrongReferences(
        response,
        media.map(({ displayName }) => displayName),
      ).map((wrong) => (
        <p key={wrong} role="note" className="order-last w-full text-label text-caution">
          {wrong}
        </p>
      ))}
      {problems.map((problem) => (
        <p key={problem} role="alert" className="order-last w-full text-label text-fail">
          {problem}
        </p>
      ))}
    </>
  )
}
