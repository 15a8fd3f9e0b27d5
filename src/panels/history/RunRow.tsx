import { memo } from 'react'
import { StateMark, stateLook } from '../../reply/StateMark.tsx'
import { titles } from '../../state/shell/workspace.ts'
import { seconds, whole } from '../../ui/figures.ts'
import { exactly, when } from './when.ts'
import type { Press } from '../../runs/press.ts'

interface Props {
  press: Press
  /** The row's number, counted from 1. */
  number: number
  open: boolean
  chosen: boolean
  onOpen: (press: Press) => void
  onChoose: (press: Press, on: boolean) => void
}

const cell = 'narrow:h-8 narrow:border-b narrow:border-line narrow:px-2'

/** `412 + 188`; an embedding knows what went in alone. */
export const tokensOf = ({ tokensIn, tokensOut }: Pick<Press, 'tokensIn' | 'tokensOut'>): string =>
  [tokensIn, tokensOut].flatMap((count) => (count === null ? [] : [whole(count)])).join(' + ')

/** One press: a line of the table, on a phone two lines. */
export const RunRow = memo(function RunRow({ press, number, open, chosen, onOpen, onChoose }: Props) {
  const { at, workspace, model, words, state, time } = press
  return (
    <tr
      aria-rowindex={number + 1}
      aria-current={open || undefined}
      onClick={() => onOpen(press)}
      className={`group cursor-pointer ${open || chosen ? 'bg-accent-wash' : 'hover:bg-hover focus-within:bg-hover'}`}
    >
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a click on the box must not open the row */}
      <td className={`pl-4! ${cell}`} onClick={(event) => event.stopPropagation()}>
        <input
          type="checkbox"
          aria-label={`Choose run ${number}`}
          checked={chosen}
          onChange={(event) => onChoose(press, event.currentTarget.checked)}
        />
      </td>
      <td className={`truncate ${cell}`} title={exactly(at)}>
        {when(at)}
      </td>
      <td className={`truncate text-soft ${cell}`}>{titles[workspace]}</td>
      <td className={`truncate font-mono text-label ${cell}`}>{model}</td>
      <td className={`truncate ${cell}`}>{words}</td>
      <td className={cell}>
        <span className={`flex items-center gap-2 text-label font-semibold ${stateLook(state)}`}>
          <StateMark state={state} />
          {state}
        </span>
      </td>
      <td className={`truncate text-right ${cell}`}>{tokensOf(press)}</td>
      <td className={`truncate text-right ${cell}`}>{time === null ? '' : seconds(time)}</td>
    </tr>
  )
})
