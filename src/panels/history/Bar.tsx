import { useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { deleteAllPresses, keepMost } from '../../state/history/actions.ts'
import { compareChosen, useChoice } from '../../state/history/choice.ts'
import { setFilter, setText, useFilters } from '../../state/history/filters.ts'
import { useHistory } from '../../state/history/history.ts'
import { closeInspector } from '../../state/shell/inspector.ts'
import { titles } from '../../state/shell/workspace.ts'
import { changeKeep, keep, keepChoices } from '../../store/keep.ts'
import { useArrival } from '../../ui/arrival.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { fieldLook } from '../../ui/Field.tsx'
import { size, whole } from '../../ui/figures.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useMedia, usePhone, useWide } from '../../ui/screen.ts'
import { Popup } from '../../ui/Popup.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { OpenRunFile, useRunFile } from './run/OpenRunFile.tsx'
import { words } from './words.ts'
import type { Press, PressState, PressWorkspace } from '../../runs/press.ts'

const ALL = 'All'
const workspacesShown: readonly PressWorkspace[] = ['prompt', 'chat', 'embeddings']
/** The words of the strip. */
const states: readonly PressState[] = [
  'waiting',
  'streaming',
  'complete',
  'cut off',
  'no answer',
  'blocked',
  'failed',
  'interrupted',
  'stopped',
]

interface FilterProps {
  label: string
  value: string | null
  options: readonly (string | { value: string; label: string })[]
  onChange: (value: string | null) => void
  width: string
  mono?: boolean
}

/** A filter; its first option is All. */
function Filter({ label, value, options, onChange, width, mono = false }: FilterProps) {
  return (
    <div className="flex items-center justify-between gap-2">
      <span aria-hidden="true" className="text-label text-mute">
        {label}
      </span>
      <div className={width}>
        <Select
          label={label}
          labelHidden
          mono={mono && value !== null}
          value={value ?? ALL}
          options={[ALL, ...options]}
          onChange={(chosen) => onChange(chosen === ALL ? null : chosen)}
        />
      </div>
    </div>
  )
}

function Filters({ rows }: { rows: readonly Press[] }) {
  const { workspace, model, state } = useFilters((now) => now)
  const models = useMemo(
    () => [...new Set(rows.map((press) => press.model))].filter(Boolean).toSorted(),
    [rows],
  )
  return (
    <>
      <Filter
        label="Workspace"
        width="w-40 narrow:w-24"
        value={workspace}
        options={workspacesShown.map((value) => ({ value, label: titles[value] }))}
        onChange={(chosen) => setFilter({ workspace: chosen as PressWorkspace | null })}
      />
      <Filter
        label="Model"
        width="w-40 narrow:w-30"
        mono
        value={model}
        options={model === null || models.includes(model) ? models : [...models, model]}
        onChange={(chosen) => setFilter({ model: chosen })}
      />
      <Filter
        label="State"
        width="w-40 narrow:w-24"
        value={state}
        options={states}
        onChange={(chosen) => setFilter({ state: chosen as PressState | null })}
      />
    </>
  )
}

/** How many are kept, and their bytes once all rows are read. */
function Kept({ rows }: { rows: readonly Press[] }) {
  const total = useHistory((state) => state.total)
  const isWhole = useHistory((state) => state.whole)
  const unlisted = useHistory((state) => state.unlisted)
  const bytes = useMemo(() => rows.reduce((sum, press) => sum + press.bytes, 0), [rows])
  const count = isWhole ? rows.length : (total ?? 0)
  return (
    <p role="status" aria-label="Kept runs" className="text-label whitespace-nowrap text-mute">
      {total === null ? '' : words.kept(count, isWhole ? size(bytes) : null, unlisted)}
    </p>
  )
}

const nameOf = (most: number | null) => (most === null ? 'All' : whole(most))

function KeepField() {
  const { most } = useStore(keep)
  return (
    <div className="flex items-center justify-between gap-2">
      <span aria-hidden="true" className="text-label text-mute">
        Keep
      </span>
      <div className="w-40 narrow:w-22">
        <Select
          label="Keep"
          labelHidden
          value={nameOf(most)}
          options={keepChoices.map(nameOf)}
          onChange={(name) => {
            const chosen = keepChoices.find((choice) => nameOf(choice) === name)
            if (chosen !== undefined) void keepMost(chosen, most)
          }}
        />
      </div>
    </div>
  )
}

function KeepSwitch() {
  const { fresh } = useStore(keep)
  return (
    <Switch
      label="Keep new runs"
      checked={fresh}
      onChange={(on) => changeKeep({ fresh: on })}
      description={words.keepNew}
    />
  )
}

/** Asks before every run that is not pinned goes. */
function DeleteAll({ count, onClose }: { count: number; onClose: () => void }) {
  const runs = count === 1 ? '1 run' : `${whole(count)} runs`
  return (
    <Dialog
      title="Delete all runs"
      role="alertdialog"
      open
      onClose={onClose}
      width={440}
      footer={
        <span className="ml-auto flex gap-2">
          <Button size={32} onClick={onClose}>
            Cancel
          </Button>
          <Button
            size={32}
            variant="bordered"
            onClick={() => {
              onClose()
              void deleteAllPresses()
            }}
          >
            Delete {runs}
          </Button>
        </span>
      }
    >
      <p>{words.pinnedStay}</p>
      <p className="pt-1 text-soft">{words.undo}</p>
    </Dialog>
  )
}

/** Run, Difference and Inspector share the place at the bottom: one at a time. */
function compare(): void {
  closeInspector()
  compareChosen()
}

export function CompareChosen() {
  const count = useChoice((state) => state.chosen.length)
  if (count === 0) return null
  return (
    <div className="flex flex-1 items-center justify-between gap-3">
      <p className="text-label whitespace-nowrap text-soft">{count} chosen</p>
      {count === 2 && (
        <Button variant="primary" onClick={compare}>
          Compare runs
        </Button>
      )}
    </div>
  )
}

/** Over the list: what is looked for, what is kept. What there is no room for stands in popovers. */
export function Bar({ rows }: { rows: readonly Press[] }) {
  const search = useRef<HTMLInputElement>(null)
  useArrival(search)
  const text = useFilters((state) => state.text)
  const filtered = useFilters(({ workspace, model, state }) => (workspace ?? model ?? state) !== null)
  const phone = usePhone()
  const room = { filters: useWide(), kept: useMedia('(width >= 1240px)') }
  const [asking, setAsking] = useState(false)
  const { open, dialog } = useRunFile()
  const openRunFile = <OpenRunFile onFile={(file) => void open(file)} />
  const loose = rows.filter((press) => !press.pinned).length
  return (
    <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2 low:min-h-0 low:py-1">
      <label className="relative min-w-0 flex-1 narrow:max-w-52">
        <span className="sr-only">Search runs</span>
        <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-mute">
          <Icon name="search" />
        </span>
        <input
          ref={search}
          type="search"
          value={text}
          placeholder="Search runs"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
          className={`h-11 pl-8 narrow:h-7 ${fieldLook}`}
        />
      </label>
      {!room.filters ? (
        <Popup
          label="Filters"
          words={filtered ? 'Filters on' : 'Filters'}
          icon={<Icon name="sliders" />}
          size={28}
        >
          <div className="flex flex-col gap-2 p-2">
            <Filters rows={rows} />
          </div>
        </Popup>
      ) : (
        <Filters rows={rows} />
      )}
      <div className="flex items-center justify-end gap-4 narrow:ml-auto">
        {!phone && <CompareChosen />}
        {room.kept && (
          <>
            <Kept rows={rows} />
            <KeepField />
          </>
        )}
        {room.kept && openRunFile}
        <Popup label="More about runs" icon={<Icon name="more" />} size={28}>
          <div className="flex w-72 flex-col gap-3 p-2">
            {!room.kept && (
              <>
                <Kept rows={rows} />
                <KeepField />
              </>
            )}
            {!room.kept && openRunFile}
            <KeepSwitch />
            <Button
              variant="danger"
              icon={<Icon name="trash" />}
              disabled={loose === 0}
              onClick={() => setAsking(true)}
            >
              Delete all runs
            </Button>
          </div>
        </Popup>
        {dialog}
        {asking && <DeleteAll count={loose} onClose={() => setAsking(false)} />}
      </div>
    </div>
  )
}
