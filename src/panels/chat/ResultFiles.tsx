import { useState } from 'react'
import { distinctName } from '../../compose/pasted.ts'
import { useFacts } from '../../compose/useFacts.ts'
import { chat } from '../../state/chat/chat.ts'
import { addResultMedia, removeResultMedia, resultsFor } from '../../state/chat/results.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { size } from '../../ui/figures.ts'
import { loadPart } from '../../ui/parts.ts'
import { failureSentence } from '../../ui/useAttempt.ts'
import { fileWords as words } from './words.ts'
import { documentTypes } from '../../request/media.ts'
import type { ResultMedia } from '../../request/media.ts'

/** Of pictures those that go with a result: Google's page on function calling. */
const PICTURES = ['image/png', 'image/jpeg', 'image/webp']

interface Props {
  /** Of the calls. */
  turn: string
  /** Which of them, counted from 0. */
  at: number
  name: string
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

/** The files that go with a result, and the way to add some, where the model takes them. */
export default function ResultFiles({ turn, at, name, media }: Props) {
  const model = useSettings((settings) => settings.model)
  const refused = useFacts(model).resultMedia === 'refused'
  const [problems, setProblems] = useState<readonly string[]>([])
  const takeOne = async (file: File): Promise<string | null> => {
    const { id: conversation } = chat.getState().current
    const { addDocument, addImage } = await loadPart(() => import('../../state/images/images.ts'))
    const result = await (file.type.startsWith('image/') ? addImage(file) : addDocument(file))
    if (!result.ok) return words.refused(file.name, result.reason)
    const { ref } = result
    if (/^image\/hei[cf]$/.test(ref.mimeType)) return words.refused(file.name, words.kinds)
    // As they are by now: another file may have come meanwhile.
    const taken = new Set(resultsFor(turn)[at]?.media?.map(({ displayName }) => displayName))
    const displayName = distinctName(ref.name, taken)
    addResultMedia(turn, at, { media: ref, displayName }, conversation)
    return null
  }
  const take = async (files: readonly File[]) => {
    const said: string[] = []
    for (const file of files) {
      const problem = await takeOne(file).catch((error: unknown) =>
        failureSentence(words.failed(file.name), error),
      )
      if (problem !== null) said.push(problem)
    }
    setProblems(said)
  }
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
                onClick={() => removeResultMedia(turn, at, displayName)}
              />
            </li>
          ))}
        </ul>
      )}
      {refused && media.length > 0 && (
        <p className="order-last w-full text-label text-caution">{words.notTaken(model)}</p>
      )}
      {problems.map((problem) => (
        <p key={problem} role="alert" className="order-last w-full text-label text-fail">
          {problem}
        </p>
      ))}
    </>
  )
}
