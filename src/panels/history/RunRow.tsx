import { memo } from 'react'
import { StateMark, stateLook } from '../../reply/StateMark.tsx'
import { deletePress, setPinned } from '../../state/history/actions.ts'
import { choose } from '../../state/history/choice.ts'
import { titles } from '../../state/shell/workspace.ts'
import { seconds, whole } from '../../ui/figures.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popup } from '../../ui/Popup.tsx'
import { ExportButton } from './run/ExportButton.tsx'
import { exactly, when } from './when.ts'
import type { Press } from '../../runs/press.ts'

interface Props {
  press: Press
  /** The row's number, counted from 1. */
  number: number
  open: boolean
  chosen: boolean
  /** Which of the two that are chosen it is, the older one being the first. */
  which: 'first' | 'second' | null
  /** It takes the focus on Tab; arrow keys go to the others. */
  active: boolean
  phone: boolean
  onOpen: (press: Press) => void
}

const cell = 'h-15 border-b border-line px-2 narrow:h-8'

/** `412 + 188`; of an embedding job what went in alone. */
const tokensOf = ({ tokensIn, tokensOut }: Pick<Press, 'tokensIn' | 'tokensOut'>): string =>
  [tokensIn, tokensOut].flatMap((count) => (count === null ? [] : [whole(count)])).join(' + ')

const MINUTE_MS = 60_000

/** `2.14 s`; `4:37 min` from a minute on. */
function lasted(time: number | null): string {
  if (time === null) return ''
  if (time < MINUTE_MS) return seconds(time)
  const total = Math.round(time / 1000)
  return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')} min`
}

function State({ state }: Pick<Press, 'state'>) {
  return (
    <span
      className={`flex items-center gap-2 text-label font-semibold whitespace-nowrap ${stateLook(state)}`}
    >
      <StateMark state={state} />
      {state}
    </span>
  )
}

function Choose({ press, number, chosen }: Pick<Props, 'press' | 'number' | 'chosen'>) {
  return (
    <span className="relative flex size-4 items-center">
      <input
        type="checkbox"
        aria-label={`Choose run ${number}`}
        checked={chosen}
        onChange={(event) => choose(press, event.currentTarget.checked)}
        className="peer size-4 cursor-pointer appearance-none rounded-chip border border-edge bg-raised checked:border-accent checked:bg-accent forced-colors:appearance-auto"
      />
      <span className="pointer-events-none absolute inset-0 flex items-center justify-center text-on-accent opacity-0 peer-checked:opacity-100">
        <Icon name="check" size={12} />
      </span>
    </span>
  )
}

function Actions({ press, number }: { press: Press; number: number }) {
  return (
    <>
      <IconButton
        size={24}
        label={`Pin run ${number}`}
        aria-pressed={press.pinned === true}
        icon={<Icon name="pin" />}
        onClick={() => void setPinned(press, !press.pinned)}
      />
      {press.workspace !== 'embeddings' && <ExportButton id={press.id} number={number} />}
      <IconButton
        size={24}
        label={`Delete run ${number}`}
        icon={<Icon name="trash" />}
        onClick={() => void deletePress(press)}
      />
    </>
  )
}

/** What is pressed in a cell of its own does not open the row. */
const stays = { 'data-stays': true }

/** One press: a line of the table, on a phone two. */
export const RunRow = memo(function RunRow(props: Props) {
  const { press, number, open, chosen, which, active, phone, onOpen } = props
  const { at, workspace, model, words, state, time, steps } = press
  const edge = chosen || open ? 'shadow-[inset_2px_0_var(--color-accent)]' : ''
  const look = chosen || open ? 'bg-accent-wash' : 'hover:bg-hover focus-within:bg-hover'
  const said = (
    <>
      {press.pinned && (
        <span className="inline-block pr-2 align-[-2px]">
          <Icon name="pin" size={14} />
          <span className="sr-only">pinned</span>
        </span>
      )}
      {steps !== undefined && <span className="pr-2 text-label text-mute">{steps} steps</span>}
      {words}
      {press.fromFile && <span className="text-label text-mute"> from a file</span>}
      {which && <span className="pl-2 text-label text-mute">{which}</span>}
    </>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the table takes the keys of its rows
    <tr
      aria-rowindex={number + 1}
      aria-current={open || undefined}
      data-number={number}
      tabIndex={active ? 0 : -1}
      onClick={(event) => {
        if (event.target instanceof Element && !event.target.closest('[data-stays]')) onOpen(press)
      }}
      className={`group cursor-pointer focus-visible:outline-offset-[-2px] ${look}`}
    >
      <td {...stays} className={`cursor-default pl-4! ${cell} ${edge}`}>
        <Choose press={press} number={number} chosen={chosen} />
      </td>
      {phone ? (
        <>
          <td className={`pl-0! ${cell}`}>
            <p className="truncate text-prompt">{said}</p>
            <p className="truncate text-label text-mute">
              {when(at)} · {titles[workspace]} · <span className="font-mono">{model}</span>
            </p>
          </td>
          <td className={`px-0! ${cell}`}>
            <div className="flex flex-col items-end gap-0.5">
              <State state={state} />
              <span className="text-label">{lasted(time)}</span>
            </div>
          </td>
          <td {...stays} className={`px-0! ${cell}`}>
            <Popup label={`More about run ${number}`} icon={<Icon name="more" />}>
              <div className="flex">
                <Actions press={press} number={number} />
              </div>
            </Popup>
          </td>
        </>
      ) : (
        <>
          <td className={`truncate ${cell}`} title={exactly(at)}>
            {when(at)}
          </td>
          <td className={`hidden truncate text-soft min-[1240px]:table-cell ${cell}`}>{titles[workspace]}</td>
          <td className={`truncate font-mono text-label ${cell}`} title={model}>
            {model}
          </td>
          <td className={`truncate ${cell}`}>{said}</td>
          <td className={cell}>
            <State state={state} />
          </td>
          <td className={`hidden truncate text-right min-[1240px]:table-cell ${cell}`}>{tokensOf(press)}</td>
          <td className={`truncate text-right ${cell}`}>{lasted(time)}</td>
          <td {...stays} className={`cursor-default pr-4! ${cell}`}>
            <div className="flex justify-end gap-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
              <Actions press={press} number={number} />
            </div>
          </td>
        </>
      )}
    </tr>
  )
})
