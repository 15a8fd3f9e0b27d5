import { useMemo } from 'react'
import { factsOf } from '../../request/capabilities.ts'
import { useChat } from '../../state/chat/chat.ts'
import { useDraft } from '../../state/chat/draft.ts'
import { lossesFor } from '../../state/chat/fit.ts'
import { writerOf } from '../../state/chat/said.ts'
import { useDoc, useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import type { Losses } from '../../state/chat/fit.ts'

const some = (count: number, one: string, many: string) =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${many}`]

const list = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

const droppedWords = ({ images, media, tools }: Losses) => [
  ...some(images, 'picture', 'pictures'),
  ...some(media, 'recording or document', 'recordings and documents'),
  ...some(tools, 'function or code part', 'function and code parts'),
]

const kinds = ({ images, media, tools }: Losses) => [
  ...(images > 0 ? ['pictures'] : []),
  ...(media > 0 ? ['recordings or documents'] : []),
  ...(tools > 0 ? ['function or code parts'] : []),
]

/** What the next request leaves out for the chosen model's sake, said before it is sent. */
export function Fit() {
  const shown = useChat((state) => state.shown)
  const { settings } = useDoc()
  const model = useSettings((state) => state.model)
  const drafted = useDraft((state) => state.images.length)
  const losses = useMemo(() => lossesFor(shown, model), [shown, model])
  const lastWriter = useMemo(() => shown.map(writerOf).findLast((id) => id !== undefined), [shown])
  const attached = factsOf(undefined, model).images ? 0 : drafted
  if (!losses && attached === 0) return null
  const none: Losses = { images: 0, media: 0, tools: 0, signatures: 0, turns: 0, writers: [] }
  const all: Losses = { ...none, ...losses, images: (losses?.images ?? 0) + attached }
  const dropped = droppedWords(all)
  const signatures = some(all.signatures, 'thought signature', 'thought signatures').join('')
  const made = all.writers.length > 0 ? ` of ${list(all.writers)}` : ''
  if (dropped.length === 0)
    return (
      <p role="status" aria-label="Left out for this model" className="pb-2 text-label text-mute">
        The next request leaves out {signatures}
        {all.writers.length > 0 &&
          `: ${all.signatures === 1 ? 'it holds' : 'they hold'} for ${list(all.writers)} alone`}
        .
      </p>
    )
  return (
    <div className="pb-2">
      <Note
        role="status"
        label="Left out for this model"
        tone="caution"
        icon={<Icon name="warning" />}
        title={`${model} takes no ${kinds(all).join(' and no ')}`}
        actions={
          lastWriter !== undefined &&
          lastWriter !== model && (
            <Button size={24} variant="bordered" onClick={() => settings.setModel(lastWriter)}>
              Back to {lastWriter}
            </Button>
          )
        }
      >
        <p>
          The next request leaves out {list([...dropped, ...(signatures ? [signatures + made] : [])])}.
          {all.turns === 1 && ' 1 turn holds nothing else and is not sent.'}
          {all.turns > 1 && ` ${all.turns} turns hold nothing else and are not sent.`} Nothing is deleted:
          another model gets all of it again.
        </p>
      </Note>
    </div>
  )
}
