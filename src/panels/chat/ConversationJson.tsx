import { useEffect, useState } from 'react'
import { chat } from '../../state/chat/chat.ts'
import {
  historyFile,
  historyMarkdown,
  historyText,
  openContents,
  readContents,
  replaceHistory,
} from '../../state/chat/contents.ts'
import { lossesFor } from '../../state/chat/fit.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { fromElsewhere } from '../../request/read.ts'
import { LeftChanges } from '../../compose/LeftChanges.tsx'
import { Review } from '../../compose/Review.tsx'
import { MediaFailure } from '../../request/doc.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { fieldLook } from '../../ui/Field.tsx'
import { download } from '../../ui/download.ts'
import { failureSentence } from '../../ui/useAttempt.ts'
import { OpenFile } from './OpenFile.tsx'
import { fileName } from './fileName.ts'
import { failureWords, jsonWords } from './words.ts'
import type { Opened } from '../../request/read.ts'

/** What was left in the dialog without saving, by conversation: it is offered when the dialog is opened again. */
const left = new Map<string, string>()

/** The conversation as the API gets it: to be read, changed, taken out and brought in. */
export default function ConversationJson({ onClose }: { onClose: () => void }) {
  const [{ id, title }] = useState(() => chat.getState().current)
  const [offered, setOffered] = useState(left.get(id))
  const [before, setBefore] = useState('')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    let gone = false
    const load = async () => {
      const now = await historyText()
      if (gone) return
      setBefore(now)
      setText((typed) => typed || now)
      setOffered((one) => (one === now ? undefined : one))
    }
    load().catch((error: unknown) => {
      if (!gone) setProblem(failureSentence(failureWords.read, error))
    })
    return () => {
      gone = true
    }
  }, [])
  const leave = () => {
    const unsaved = text === before ? offered : text
    if (unsaved === undefined) left.delete(id)
    else left.set(id, unsaved)
    onClose()
  }
  const model = useSettings((state) => state.model)
  const read = text === before ? null : readContents(text)
  const refused = read && !read.ok ? read.reason : problem
  /** Does one thing, or says why not. */
  const act = (failed: string, work: () => Promise<void>) => {
    work().catch((error: unknown) =>
      // What a picture lacks is said in a whole sentence already.
      setProblem(error instanceof MediaFailure ? error.message : failureSentence(failed, error)),
    )
  }
  const save = async () => {
    if (!read?.ok) return
    await replaceHistory(read.contents)
    left.delete(id)
    onClose()
  }
  const bringIn = async (file: string) => {
    const shared = await fromElsewhere(file)
    if (shared) {
      setOpened(shared)
      return
    }
    const from = readContents(file)
    if (!from.ok) {
      setProblem(from.reason)
      return
    }
    await openContents(from.contents)
    onClose()
  }
  const exportHistory = async () => {
    download(fileName(title, 'json'), await historyFile(), 'application/json')
  }
  if (opened) return <Review opened={opened} source="file" onDone={onClose} />
  return (
    <Dialog
      title="Conversation as JSON"
      open
      onClose={leave}
      width={760}
      footer={
        <>
          <OpenFile
            label="Import JSON"
            onText={(file) => act(failureWords.takeIn, () => bringIn(file))}
            onProblem={setProblem}
          />
          <Button
            size={32}
            icon={<Icon name="download" />}
            onClick={() => act(failureWords.export, exportHistory)}
          >
            Export JSON
          </Button>
          <Button
            size={32}
            icon={<Icon name="download" />}
            onClick={() => download(fileName(title, 'md'), historyMarkdown(), 'text/markdown')}
          >
            Export Markdown
          </Button>
          <span className="ml-auto">
            <Button
              size={32}
              variant="primary"
              disabled={!read?.ok}
              onClick={() => act(failureWords.save, save)}
            >
              Save conversation
            </Button>
          </span>
        </>
      }
    >
      <p className="pb-2 text-label text-mute">
        {jsonWords.about.before}
        <span className="font-mono">contents</span>
        {jsonWords.about.after}
        {lossesFor(chat.getState().shown, model) && jsonWords.losses(model)}
      </p>
      {offered !== undefined && (
        <div className="pb-3">
          <LeftChanges
            title={jsonWords.left}
            onBring={() => {
              // What was typed before the press is not lost by it either.
              setOffered(text === before ? undefined : text)
              setText(offered)
            }}
            onDiscard={() => setOffered(undefined)}
          />
        </div>
      )}
      <textarea
        aria-label="Conversation as JSON"
        aria-invalid={refused ? true : undefined}
        aria-describedby="history-problem"
        value={text}
        spellCheck={false}
        rows={20}
        onChange={(event) => {
          setProblem(null)
          setText(event.currentTarget.value)
        }}
        className={`max-h-[calc(100dvh-320px)] min-h-20 resize-y py-2 font-mono narrow:text-label ${fieldLook}`}
      />
      <p id="history-problem" role="status" className="min-h-4 pt-1 text-label text-fail">
        {refused}
      </p>
    </Dialog>
  )
}
