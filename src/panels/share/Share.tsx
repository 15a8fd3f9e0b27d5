import { Suspense, useEffect, useRef, useState } from 'react'
import { fromFile, toFile } from '../../request/file.ts'
import type { Opened } from '../../request/read.ts'
import { withoutProjectIds } from '../../request/projectIds.ts'
import { withoutSecretAddresses } from '../../request/secretAddresses.ts'
import { mediaIn } from '../../request/media.ts'
import type { MediaRef } from '../../request/media.ts'
import type { Prompt } from '../../request/schema.ts'
import { formatBytes, missingImages } from '../../state/images/images.ts'
import { collectShared, withImageData } from '../../state/share/share.ts'
import { makeLink } from '../../state/share/shareLink.ts'
import type { Held, ShareLink } from '../../state/share/shareLink.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { download } from '../../ui/download.ts'
import { failureSentence } from '../../ui/useAttempt.ts'
import { lazyPart } from '../../ui/parts.ts'
import { words } from './words.ts'

/** It comes with the first file. */
const Review = lazyPart(async () => ({ default: (await import('../../compose/Review.tsx')).Review }))

function HeldRow({ item: { name, detail, bytes } }: { item: Held }) {
  return (
    <li className="flex items-baseline gap-3 border-t border-line py-1 text-label">
      <span className="w-32 shrink-0 truncate text-ui" title={name}>
        <bdi>{name}</bdi>
      </span>
      <span className="min-w-0 flex-1 text-mute wrap-anywhere">
        <bdi>{detail}</bdi>
      </span>
      {bytes !== undefined && <span className="shrink-0 text-right text-ui">{formatBytes(bytes)}</span>}
    </li>
  )
}

/** What is in the link first, then what is not: one list, so that nothing is said in a place nobody looks at. */
function HeldList({ held }: { held: readonly Held[] }) {
  const inside = held.filter(({ left }) => !left)
  return (
    <ul aria-label="In this link" className="flex flex-col">
      {inside.length > 0 && (
        <li className="pb-1 text-label font-semibold" aria-hidden="true">
          In this link
        </li>
      )}
      {inside.map((item, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- two images may have one name; the list only changes as a whole
        <HeldRow key={at} item={item} />
      ))}
      <li className={`pb-1 text-label font-semibold ${inside.length ? 'pt-4' : ''}`}>Left out</li>
      {held
        .filter(({ left }) => left)
        .map((item, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <HeldRow key={at} item={item} />
        ))}
    </ul>
  )
}

const fileName = () => `prompt-${new Date().toISOString().slice(0, 10)}.json`

function withoutTurns(prompt: Prompt): Prompt {
  const { turns: _, ...rest } = prompt
  return rest
}

const mediaOf = ({ parts, turns = [], embed }: Prompt): MediaRef[] => [
  ...mediaIn(parts),
  ...turns.flatMap((turn) => mediaIn(turn.parts)),
  ...(embed?.media ?? []).map(({ media }) => media),
]

interface Prepared {
  prompt: Prompt
  link: ShareLink
}

/** The link and what it holds, made anew when the choice of what goes along changes. */
function usePrepared(withTurns: boolean, ids: boolean, images: boolean): Prepared | 'failed' | undefined {
  const [prepared, setPrepared] = useState<Prepared | 'failed'>()
  useEffect(() => {
    let current = true
    const prepare = async () => {
      const prompt = await collectShared()
      const link = await makeLink(withTurns ? prompt : withoutTurns(prompt), { ids, images })
      if (current) setPrepared({ prompt, link })
    }
    prepare().catch(() => {
      if (current) setPrepared('failed')
    })
    return () => {
      current = false
    }
  }, [withTurns, ids, images])
  return prepared
}

function LinkPart({ link }: { link: ShareLink }) {
  const { url, mayBeCut, held } = link
  return (
    <>
      {url === null ? (
        <Note tone="caution" icon={<Icon name="slashes" />} title="Too large for a link">
          {words.tooLarge}
        </Note>
      ) : (
        <div>
          <div className="flex items-end gap-2">
            <div className="min-w-0 flex-1">
              <TextField
                label="Link"
                mono
                readOnly
                value={url}
                onChange={() => undefined}
                onFocus={(event) => event.currentTarget.select()}
              />
            </div>
            <CopyButton variant="primary" size={32} label="Copy link" text={() => url} />
          </div>
          <p className="pt-1 text-label text-mute">{words.about(url.length)}</p>
        </div>
      )}
      {mayBeCut && (
        <Note tone="caution" icon={<Icon name="warning" />} title="This link may be cut">
          {words.mayBeCut}
        </Note>
      )}
      <HeldList held={held} />
    </>
  )
}

/** Makes a link or a file of what is on screen, and takes a file in. */
export default function Share({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [withTurns, setWithTurns] = useState(true)
  const [withIds, setWithIds] = useState(false)
  const [withImages, setWithImages] = useState(false)
  const [opened, setOpened] = useState<Opened>()
  const input = useRef<HTMLInputElement>(null)
  const made = usePrepared(withTurns, withIds, withImages)
  const prepared = made === 'failed' ? undefined : made
  const [said, setSaid] = useState('')
  const turns = prepared?.prompt.turns?.length ?? 0
  const whole = prepared && (withTurns ? prepared.prompt : withoutTurns(prepared.prompt))
  const parted = whole && withoutProjectIds(whole)
  const chosen = withIds ? whole : parted?.prompt
  const secret = chosen ? withoutSecretAddresses(chosen).hosts : []
  const images = chosen ? mediaOf(chosen) : []
  const exportFile = async () => {
    if (!chosen) return
    try {
      const { prompt, missing } = await withImageData(chosen)
      download(fileName(), toFile(prompt), 'application/json')
      setSaid(missingImages(missing))
    } catch (error) {
      setSaid(failureSentence(words.notExported, error))
    }
  }

  if (opened)
    return (
      // Here, not further out: hidden while it loads, the dialog Share would close, and the file with it.
      <Suspense fallback={null}>
        <Review opened={opened} source="file" onDone={onClose} />
      </Suspense>
    )
  return (
    <Dialog
      title="Share"
      open={open}
      onClose={onClose}
      footer={
        <>
          <Button size={32} variant="bordered" disabled={!prepared} onClick={() => void exportFile()}>
            Export file
          </Button>
          <span className="flex-1 text-label text-mute">
            {words.json(
              images.length,
              formatBytes(images.reduce((sum, { bytes }) => sum + Math.ceil(bytes / 3) * 4, 0)),
            )}
          </span>
          <Button size={32} onClick={() => input.current?.click()}>
            Import file
          </Button>
          <input
            ref={input}
            type="file"
            accept=".json,application/json"
            hidden
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              // The same file chosen once more is a change again.
              event.currentTarget.value = ''
              if (file) void fromFile(file).then(setOpened)
            }}
          />
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {turns > 0 && (
          <Checkbox
            label={`Include the conversation (${turns} turns)`}
            checked={withTurns}
            onChange={setWithTurns}
          />
        )}
        {parted && parted.ids.length > 0 && (
          <Checkbox
            label="Include ids that work only with your project’s key"
            checked={withIds}
            onChange={setWithIds}
          />
        )}
        {(withImages || prepared?.link.longImages) && (
          <Checkbox
            label="Include images in the link"
            description={words.longImages}
            checked={withImages}
            onChange={setWithImages}
          />
        )}
        {made === 'failed' && (
          <Note role="alert" tone="fail" icon={<Icon name="refused" />} title="Nothing to share">
            {words.noFormat}
          </Note>
        )}
        {secret.length > 0 && (
          <Note tone="caution" icon={<Icon name="warning" />} title="The file holds signed addresses">
            {words.secret(secret.join(', '))}
          </Note>
        )}
        {prepared && <LinkPart link={prepared.link} />}
        <p role="status" aria-label="Export" className="min-h-4 text-label text-caution">
          {said}
        </p>
      </div>
    </Dialog>
  )
}
