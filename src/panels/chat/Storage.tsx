import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { exportAll, importAll } from '../../state/chat/archive.ts'
import { deleteAllConversations, useChat } from '../../state/chat/chat.ts'
import { removeUnusedNow, unusedSize } from '../../state/cleanUp.ts'
import { storage } from '../../store/storage.ts'
import { formatBytes, missingImages } from '../../state/images/images.ts'
import { fromElsewhere } from '../../request/read.ts'
import { Review } from '../../compose/Review.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { download } from '../../ui/download.ts'
import { failureSentence } from '../../ui/useAttempt.ts'
import { OpenFile } from './OpenFile.tsx'
import { failureWords, storageWords } from './words.ts'
import type { Opened } from '../../request/read.ts'

interface Estimate {
  usage: number
  quota: number
}

/** A browser that tells nothing shows no meter. */
function useEstimate(changed: unknown): Estimate | null {
  const [estimate, setEstimate] = useState<Estimate | null>(null)
  useEffect(() => {
    const ask = async () => {
      if (!('storage' in navigator)) return
      const { usage = 0, quota = 0 } = await navigator.storage.estimate()
      setEstimate({ usage, quota })
    }
    ask().catch(() => undefined)
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- asked anew after a change
  }, [changed])
  return estimate
}

const deleted = (outcome: Awaited<ReturnType<typeof removeUnusedNow>>): string => {
  if (outcome === 'other tabs') return storageWords.otherTabs
  if (outcome === 'unreadable') return storageWords.unreadable
  return storageWords.deletedPictures(outcome)
}

/** Pictures that no message, draft or shared prompt needs any more, and the way to be rid of them. */
function Unused({ onDone }: { onDone: (words: string) => void }) {
  const [size, setSize] = useState({ count: 0, bytes: 0 })
  // Where they cannot be counted there is nothing to offer.
  useEffect(() => void unusedSize().then(setSize, () => undefined), [])
  const { count, bytes } = size
  if (count === 0) return null
  const clean = async () => {
    try {
      onDone(deleted(await removeUnusedNow()))
      setSize(await unusedSize())
    } catch (error) {
      onDone(failureSentence(failureWords.deleteUnused, error))
    }
  }
  return (
    <div className="flex items-center gap-3 pt-3">
      <p className="min-w-0 flex-1">{storageWords.unused(count, formatBytes(bytes))}</p>
      <Button size={24} variant="bordered" onClick={() => void clean()}>
        Delete unused
      </Button>
    </div>
  )
}

/** What this browser keeps: how much, out to a file, in from one, and away. */
export default function Storage({ onClose }: { onClose: () => void }) {
  const conversations = useChat((state) => state.conversations)
  const { mode, problem } = useStore(storage)
  const [said, setSaid] = useState('')
  const [opened, setOpened] = useState<Opened | null>(null)
  const [asking, setAsking] = useState(false)
  const estimate = useEstimate(conversations)
  const count = conversations.length === 1 ? '1 conversation' : `${conversations.length} conversations`
  /** Does one thing, and says what came of it or why nothing did. */
  const act = async (failed: string, work: () => Promise<string>) => {
    setSaid('')
    try {
      setSaid(await work())
    } catch (error) {
      setSaid(failureSentence(failed, error))
    }
  }
  const saveAll = () =>
    act(failureWords.export, async () => {
      const { file, missing } = await exportAll()
      download('conversations.json', file, 'application/json')
      return missingImages(missing)
    })
  const bringIn = async (text: string) => {
    const shared = await fromElsewhere(text)
    if (shared) setOpened(shared)
    else await act(failureWords.importAll, async () => (await importAll(text)).words)
  }
  const deleteAll = () =>
    act(failureWords.deleteAll, async () => {
      await deleteAllConversations()
      return `${count} deleted.`
    })
  if (opened) return <Review opened={opened} source="file" onDone={onClose} />
  return (
    <Dialog
      title="Storage"
      open
      onClose={onClose}
      footer={
        <>
          <Button size={32} icon={<Icon name="download" />} onClick={() => void saveAll()}>
            Export everything
          </Button>
          <OpenFile label="Import" onText={bringIn} onProblem={setSaid} />
          <span className="ml-auto">
            <Button
              size={32}
              variant="danger"
              icon={<Icon name="trash" />}
              disabled={conversations.length === 0}
              onClick={() => setAsking(true)}
            >
              Delete all
            </Button>
          </span>
        </>
      }
    >
      {problem && <p className="pb-3 text-caution">{problem}</p>}
      <p>{mode === 'memory' ? storageWords.memory(count) : storageWords.here(count)}</p>
      {estimate && estimate.quota > 0 && (
        <div className="pt-3">
          <meter
            aria-label="Storage used"
            min={0}
            max={estimate.quota}
            value={estimate.usage}
            className="h-2 w-full"
          />
          <p className="text-label text-mute">
            {storageWords.used(formatBytes(estimate.usage), formatBytes(estimate.quota))}
          </p>
        </div>
      )}
      <Unused onDone={setSaid} />
      {asking && (
        <div
          role="alertdialog"
          aria-label="Delete all conversations"
          className="mt-4 border-l-2 border-fail pl-3"
        >
          <p className="font-semibold">Delete {count}?</p>
          <p className="text-soft">{storageWords.exportFirst}</p>
          <div className="flex gap-2 pt-2">
            <Button
              variant="bordered"
              onClick={() => {
                setAsking(false)
                void deleteAll()
              }}
            >
              Delete {count}
            </Button>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
          </div>
        </div>
      )}
      <p role="status" className="min-h-5 pt-3 text-soft">
        {said}
      </p>
    </Dialog>
  )
}
