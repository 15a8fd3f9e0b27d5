import { useDeferredValue, useMemo } from 'react'
import { useStore } from 'zustand'
import { embed, isActive, launch, unschedule, useJob } from '../../state/embedding/run.ts'
import { appended } from '../../state/embedding/importTexts.ts'
import { embeddingFactsOf } from '../../request/capabilities.ts'
import {
  changeSetup,
  itemsOf,
  maximumTexts,
  setup as present,
  useSetup,
} from '../../state/embedding/setup.ts'
import { bringSetupBack, forgetReplacedSetup, useReplacedSetup } from '../../state/embedding/sharing.ts'
import { serviceFrom, submitJob } from '../../state/embedding/service.ts'
import { Button } from '../../ui/Button.tsx'
import { AddImages } from '../../compose/AddImages.tsx'
import { FilesReport } from '../../compose/FilesReport.tsx'
import { LaunchLine } from '../../compose/LaunchLine.tsx'
import { createIntake } from '../../compose/intake.ts'
import { useImageIntake } from '../../compose/useImageIntake.ts'
import { ImportTexts } from './ImportTexts.tsx'
import { LinesField } from './LinesField.tsx'
import { RowsTable } from './RowsTable.tsx'
import { SetupFields } from './SetupFields.tsx'
import { TokenCount } from './TokenCount.tsx'
import { TooLongLine } from './TooLongLine.tsx'
import { UndoLine } from './UndoLine.tsx'
import { useSettledCount } from './useSettledCount.ts'
import { useTooLong } from './useTooLong.ts'
import { texts, words } from './words.ts'
import type { MediaRef } from '../../request/media.ts'
import type { Count } from '../../state/embedding/tokens.ts'

const apple = /Mac|iPhone|iPad/.test(navigator.platform)

const none: readonly MediaRef[] = []

/** A picture is a row like a text. */
function addPicture({ id, mimeType, name, bytes }: MediaRef): void {
  changeSetup(appended(present.getState(), [{ text: '', image: { id, mimeType, name, bytes } }]))
}

/** A row each, for labels and line breaks. */
const toRows = () => changeSetup({ rows: itemsOf(present.getState()), lines: '' })

/** What is being taken in goes on while another workspace is on the screen. */
const pictures = createIntake()

/** The left pane: the texts, what they are embedded with, and the button that does it. */
export function TextsPane() {
  const rows = useSetup((setup) => setup.rows)
  const withImages = useSetup((setup) => embeddingFactsOf(setup.model).images)
  // Each request holds few pictures, so that together they may be more than one request takes.
  const intake = useImageIntake(pictures, none, addPicture, false)
  const settled = useSettledCount()
  const tooLong = useTooLong(settled)
  const marked = useMemo(() => new Set(tooLong?.texts.map(({ item }) => item)), [tooLong])
  const numbers = useMemo(() => new Set(tooLong?.texts.map(({ index }) => index + 1)), [tooLong])
  return (
    <div className="flex min-h-0 flex-col border-line wide:border-r">
      <div className="flex h-11 shrink-0 items-center border-b border-line bg-panel pr-2 pl-4 narrow:h-10">
        <h2 className="mr-auto text-ui font-semibold">Texts</h2>
        {withImages && <AddImages intake={intake} compact samples={false} />}
        {!rows && <Button onClick={toRows}>Edit as rows</Button>}
        <ImportTexts onImages={withImages ? intake.add : undefined} />
      </div>
      <Replaced />
      <UndoLine />
      {rows ? <RowsTable rows={rows} tooLong={marked} /> : <LinesField tooLong={numbers} />}
      {tooLong && <TooLongLine model={settled?.model ?? ''} {...tooLong} />}
      {withImages && <FilesReport intake={intake} />}
      <SetupFields />
      <Foot settled={settled} />
    </div>
  )
}

function Foot({ settled }: { settled: Count | null }) {
  const lines = useDeferredValue(useSetup((setup) => setup.lines))
  const rows = useSetup((setup) => setup.rows)
  const count = useMemo(() => itemsOf({ lines, rows }).length, [lines, rows])
  const active = useJob(isActive)
  const starting = useStore(launch)
  const tooMany = count > maximumTexts
  return (
    <div className="shrink-0 border-t border-line">
      {starting.problem && (
        <p role="alert" className="px-4 pt-2 text-ui text-fail">
          {starting.problem}
        </p>
      )}
      <LaunchLine
        launch={{ ...starting, problem: null }}
        label="Embedding status"
        onUnschedule={unschedule}
      />
      {count > serviceFrom && !tooMany && (
        <div className="px-4 pt-2 text-label text-mute">
          <p className="pb-1">{words.batchService}</p>
          <Button size={24} variant="bordered" onClick={() => void submitJob()}>
            Submit as batch job
          </Button>
        </div>
      )}
      <div className="flex min-h-13 items-center gap-2 px-4 py-2 wide:pr-3">
        <p className={`mr-auto min-w-0 text-label ${tooMany ? 'text-fail' : 'text-mute'}`}>
          <span>{texts(count)}</span>
          <TokenCount settled={settled} />
          {tooMany && words.atMost(maximumTexts)}
        </p>
        <Button variant="primary" aria-disabled={active || undefined} onClick={() => !active && void embed()}>
          <span>Embed</span>
          <span aria-hidden="true" className="hidden text-label font-normal opacity-90 narrow:inline">
            {apple ? '⌘ ↵' : 'Ctrl ↵'}
          </span>
        </Button>
      </div>
    </div>
  )
}

/** A link or a file was opened over the reader's own texts. */
function Replaced() {
  const own = useReplacedSetup()
  if (!own) return null
  return (
    <p role="status" className="flex items-center gap-2 border-b border-line px-4 py-1 text-label text-mute">
      <span className="mr-auto">{words.replaced}</span>
      <Button size={24} variant="bordered" onClick={bringSetupBack}>
        Bring them back
      </Button>
      <Button size={24} onClick={forgetReplacedSetup}>
        Keep these
      </Button>
    </p>
  )
}
