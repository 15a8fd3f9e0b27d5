import { useRef, useState } from 'react'
import { missingIn, removeMedium, replaceMedium } from '../../state/chat/driveMedia.ts'
import { wordFor } from '../../request/drive.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { failureSentence } from '../../ui/useAttempt.ts'
import { failureWords, words } from './words.ts'
import type { MissingMedium } from '../../state/chat/driveMedia.ts'
import type { Turn } from '../../state/chat/tree.ts'

/** What an imported chat names by an id of Google Drive alone: nothing is sent before each is replaced or removed. */
export function MissingMedia({ turn }: { turn: Turn }) {
  const media = missingIn(turn)
  if (media.length === 0) return null
  return (
    <ul aria-label="Missing media" className="flex flex-col gap-2 pb-2">
      {media.map((medium) => (
        <li key={`${medium.at} ${medium.id}`}>
          <Missing turn={turn} medium={medium} />
        </li>
      ))}
    </ul>
  )
}

function Missing({ turn, medium }: { turn: Turn; medium: MissingMedium }) {
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const word = wordFor(medium)
  const replace = async (file: File) => {
    setProblem(null)
    try {
      setProblem(await replaceMedium(turn, medium.at, file))
    } catch (error) {
      setProblem(failureSentence(failureWords.replace, error))
    }
  }
  return (
    <div className="rounded-control border border-dashed border-edge px-3 py-2 text-label text-mute">
      <p className="flex gap-2">
        <span className="pt-0.5 text-caution">
          <Icon name="warning" size={12} />
        </span>
        <span className="min-w-0 wrap-anywhere">
          {words.onlyOnDrive(word)} <span className="font-mono text-ink">{medium.id}</span>. {words.replaceIt}
        </span>
      </p>
      {problem && (
        <p role="alert" className="pt-1 text-fail">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-1 pt-1">
        <Button
          size={24}
          variant="bordered"
          aria-label={`Replace ${word} ${medium.id}`}
          onClick={() => input.current?.click()}
        >
          Replace
        </Button>
        <Button
          size={24}
          aria-label={`Remove ${word} ${medium.id}`}
          onClick={() => void removeMedium(turn.id, medium.at)}
        >
          Remove
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        accept={medium.kind === 'image' ? 'image/*' : undefined}
        aria-label={`File for ${word} ${medium.id}`}
        tabIndex={-1}
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) void replace(file)
        }}
      />
    </div>
  )
}
