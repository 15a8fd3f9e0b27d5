import { Suspense, useState } from 'react'
import { driveMediaIn } from '../request/studio.ts'
import { broughtBy } from '../request/summary.ts'
import type { Brought } from '../request/summary.ts'
import type { MediaRef } from '../request/media.ts'
import type { Opened } from '../request/read.ts'
import { prompt } from '../state/prompt/prompt.ts'
import { openShared } from '../state/share/share.ts'
import { promptDoc } from '../state/documents/documents.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Note } from '../ui/Note.tsx'
import { lazyPart } from '../ui/parts.ts'
import { failureSentence } from '../ui/useAttempt.ts'
import { fieldText } from '../request/draft.ts'
import { reviewWords as words } from './words.ts'

/** A stranger's text: isolated, so that its writing direction ends where it ends. */
function Words({ text, struck }: { text: string; struck?: boolean }) {
  return <bdi className={struck ? 'text-mute line-through' : undefined}>{text}</bdi>
}

/** More than this of one text is not drawn at once; the rest is counted. */
const SHOWN = 20_000

function Text({ value, now, same }: Pick<Brought, 'value' | 'same'> & { now?: string | undefined }) {
  const more = value.length - SHOWN
  return (
    <>
      <p
        // What scrolls must be reachable with the keyboard; what does not would only be in the way.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={value.length > 300 || value.split('\n', 8).length > 7 ? 0 : undefined}
        className="max-h-40 overflow-y-auto rounded-control bg-sunk px-2 py-1.5 text-ui wrap-anywhere whitespace-pre-wrap"
      >
        <Words text={value.slice(0, SHOWN)} />
        {more > 0 && <span className="text-mute">{words.moreCharacters(more)}</span>}
      </p>
      {same && <p className="pt-0.5 text-label text-mute">{words.same}</p>}
      {now && <p className="pt-0.5 text-label text-mute">{words.replaces(now.length)}</p>}
    </>
  )
}

/** Characters of base64. A stranger's file may hold what takes gigabytes once it is decoded; opened, it goes through the gate. */
const MOST_SHOWN = 600_000

/** A picture that came along; nothing where this browser cannot show it. */
function Thumbnail({ media: { name, mimeType, data } }: { media: MediaRef }) {
  const [shown, setShown] = useState(data !== undefined && data.length <= MOST_SHOWN)
  if (!shown) return null
  return (
    <img
      src={`data:${mimeType};base64,${data}`}
      alt={name}
      decoding="async"
      onError={() => setShown(false)}
      className="mt-1 max-h-28 max-w-full rounded-chip border border-line bg-sunk object-contain"
    />
  )
}

function Row({ item: { name, value, now, same, kind, media } }: { item: Brought }) {
  return (
    <li className="border-t border-line py-1.5 text-label">
      {kind === 'text' ? (
        <>
          <p className="pb-1 text-ui">{name}</p>
          <Text value={value} now={now} same={same} />
        </>
      ) : (
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="text-ui">{name}</span>
          <span className="min-w-0 font-mono wrap-anywhere">
            {same && <span className="font-sans text-mute">unchanged: </span>}
            {now !== undefined && (
              <>
                <Words text={now} struck />{' '}
                <span className="font-sans text-mute" aria-hidden="true">
                  →
                </span>{' '}
                <span className="sr-only">becomes</span>{' '}
              </>
            )}
            <Words text={value} />
          </span>
        </p>
      )}
      {media && <Thumbnail media={media} />}
    </li>
  )
}

function Ignored({ keys }: { keys: readonly string[] }) {
  if (!keys.length) return null
  const more = keys.length - 12
  return (
    <Note tone="caution" icon={<Icon name="warning" />} title="Ignored">
      {words.ignored}{' '}
      {keys.slice(0, 12).map((key, at) => (
        <span key={key}>
          {at > 0 && ', '}
          <bdi className="font-mono">{key}</bdi>
        </span>
      ))}
      {more > 0 && words.moreIgnored(more)}.
    </Note>
  )
}

/** Media that come as placeholders. */
function InDrive({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <Note tone="caution" icon={<Icon name="warning" />} title="Media in Google Drive">
      {words.inDrive(count)}
    </Note>
  )
}

interface Props {
  opened: Opened
  /** What it came in. */
  source: 'link' | 'file'
  onDone: () => void
}

/** It brings the whole journal along, for a file that is seldom met here. */
const ReviewRun = lazyPart(async () => ({ default: (await import('./ReviewRun.tsx')).ReviewRun }))

/** Shows what a link or a file would change, and asks. Nothing is sent here, and nothing runs after it either. */
export function Review(props: Props) {
  const { opened, onDone } = props
  if (opened.ok || opened.run === undefined) return <ReviewPrompt {...props} />
  return (
    <Suspense fallback={null}>
      <ReviewRun text={opened.run} onDone={onDone} />
    </Suspense>
  )
}

function ReviewPrompt({ opened, source, onDone }: Props) {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const done = refused.length > 0
  // Taken once: opening must not turn every line into "the same as yours" while the dialog is still there.
  const [items] = useState(() =>
    opened.ok
      ? broughtBy(
          { ...promptDoc.settings.store.getState(), text: fieldText(prompt.getState()) },
          opened.prompt,
        )
      : [],
  )
  const open = async () => {
    if (!opened.ok) return
    setBusy(true)
    setProblem(null)
    try {
      const sentences = await openShared(opened.prompt)
      if (sentences.length) setRefused(sentences)
      else onDone()
    } catch (error) {
      setProblem(failureSentence(words.notAll, error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title="Open shared prompt"
      open
      onClose={onDone}
      footer={
        <div className="ml-auto flex gap-2">
          <Button size={32} onClick={onDone}>
            {opened.ok && !done ? 'Cancel' : 'Close'}
          </Button>
          {opened.ok && !done && (
            <Button size={32} variant="primary" disabled={busy} onClick={() => void open()}>
              Open
            </Button>
          )}
        </div>
      }
    >
      {!opened.ok && (
        <Note role="alert" tone="fail" icon={<Icon name="refused" />} title="Not opened">
          {opened.problem} {words.unchanged}
        </Note>
      )}
      {opened.ok && !done && (
        <div className="flex flex-col gap-3">
          <p className="text-ui text-soft">{words.about(source, opened.from)}</p>
          <ul aria-label="In this prompt" className="border-b border-line">
            {items.map((item) => (
              <Row key={`${item.name} ${item.value.slice(0, 80)}`} item={item} />
            ))}
          </ul>
          <InDrive count={driveMediaIn(opened.prompt.turns)} />
          <Ignored keys={opened.ignored} />
          {opened.rewritten && <p className="text-ui text-soft">{words.rewritten(opened.rewritten)}</p>}
        </div>
      )}
      {problem && (
        <p role="alert" className="pt-3 text-ui text-fail">
          {problem}
        </p>
      )}
      {done && (
        <Note role="alert" tone="fail" icon={<Icon name="refused" />} title="Opened without some images">
          {refused.join(' ')}
        </Note>
      )}
    </Dialog>
  )
}
