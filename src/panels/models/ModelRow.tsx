import { memo } from 'react'
import { useSetup } from '../../state/embedding/setup.ts'
import { useMissingModels } from '../../runs/missing.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { chooseModel } from '../../compose/chooseModel.ts'
import { idOf, supports } from './filter.ts'
import type { Model } from '../../gemini/types.ts'

interface Props {
  model: Model
  /** Counted from 1, the head included. */
  place: number
  onDetails: (model: Model) => void
}

const cell = 'narrow:h-8 narrow:border-b narrow:border-line narrow:px-2'
/** Stands where the buttons do, until they are wanted. */
const givesWay = 'narrow:justify-self-end narrow:group-focus-within:invisible narrow:group-hover:invisible'
const dotCell = `hidden text-center narrow:table-cell ${cell}`

function Dot({ on, words }: { on: boolean; words: string }) {
  if (!on) return null
  return (
    <>
      <span aria-hidden="true" className="mx-auto block size-1.5 rounded-full bg-ink" />
      <span className="sr-only">{words}</span>
    </>
  )
}

const figure = (value: number | undefined) => value?.toLocaleString('en') ?? ''

/** One model: a line of the table, on a phone two lines and the buttons. */
export const ModelRow = memo(function ModelRow({ model, place, onDetails }: Props) {
  const id = idOf(model)
  const chosen = useSettings((settings) => settings.model === id)
  const embeds = useSetup((setup) => setup.model === id)
  const missing = useMissingModels().has(id)
  const inUse = chosen || embeds
  return (
    <tr
      aria-rowindex={place}
      aria-current={inUse || undefined}
      className={`group grid h-16 grid-cols-[minmax(0,1fr)_auto_auto_auto] content-center items-center gap-x-2 border-b border-line pr-2 pl-4 relative narrow:table-row narrow:h-8 narrow:border-0 narrow:p-0 ${
        inUse ? 'bg-accent-wash' : 'bg-ground hover:bg-hover focus-within:bg-hover'
      } ${missing ? 'text-mute' : ''}`}
    >
      <td
        title={id}
        className={`col-span-3 truncate font-mono text-label narrow:sticky narrow:left-0 narrow:z-1 narrow:bg-inherit narrow:pl-4! ${cell} ${inUse ? 'narrow:shadow-[inset_2px_0_var(--color-accent)]' : ''}`}
      >
        {inUse && (
          <span className="inline-block pr-1.5 align-middle narrow:hidden">
            <Icon name="check" size={12} />
          </span>
        )}
        {id}
      </td>
      {/* Where there is no room for a column, the name is still read out. */}
      <td
        className={`col-start-1 row-start-2 truncate text-label text-soft narrow:text-ui ${cell} narrow:max-[1199px]:px-0`}
      >
        {model.displayName}
      </td>
      <td className={dotCell}>
        <Dot on={supports(model, 'generateContent')} words="generateContent" />
      </td>
      <td className={dotCell}>
        <Dot on={supports(model, 'countTokens')} words="countTokens" />
      </td>
      <td className={dotCell}>
        <Dot on={supports(model, 'embedContent')} words="embedContent" />
      </td>
      <td className={dotCell}>
        <Dot on={model.thinking === true} words="thinking" />
      </td>
      <td className={`row-start-2 text-right text-label narrow:text-ui ${cell}`}>
        {figure(model.inputTokenLimit)}
        <span className="text-mute narrow:hidden"> in</span>
      </td>
      <td className={`row-start-2 text-right text-label narrow:text-ui ${cell}`}>
        {figure(model.outputTokenLimit)}
        <span className="text-mute narrow:hidden"> out</span>
      </td>
      <td
        className={`col-start-4 row-span-2 row-start-1 text-label narrow:sticky narrow:right-0 narrow:z-1 narrow:bg-inherit narrow:pr-4! ${cell}`}
      >
        <div className="flex items-center justify-end gap-1 narrow:grid narrow:*:col-start-1 narrow:*:row-start-1">
          {missing ? (
            <span className={`flex items-center gap-1.5 text-caution ${givesWay}`}>
              <Icon name="warning" />
              <span className="sr-only narrow:not-sr-only pointer-coarse:sr-only">404 when last used</span>
            </span>
          ) : (
            inUse && (
              <span className={`sr-only font-semibold narrow:not-sr-only pointer-coarse:sr-only ${givesWay}`}>
                In use
              </span>
            )
          )}
          <span className="contents narrow:flex narrow:gap-1 narrow:opacity-0 narrow:group-focus-within:opacity-100 narrow:group-hover:opacity-100 pointer-coarse:opacity-100">
            <Button size={24} onClick={() => onDetails(model)}>
              Details
            </Button>
            <Button
              variant="bordered"
              size={24}
              aria-label={`Use ${id}`}
              onClick={() => void chooseModel(model)}
            >
              Use
            </Button>
          </span>
        </div>
      </td>
    </tr>
  )
})
