import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { embeddingFactsOf } from '../../request/capabilities.ts'
import { changeSetup, useSetup, withUndo } from '../../state/embedding/setup.ts'
import { useImageFacts } from '../../state/images/imageUrls.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { EditRow } from './EditRow.tsx'
import { count } from './figures.ts'
import { rowWords } from './words.ts'
import type { EmbedItem } from '../../state/embedding/requests.ts'

type Rows = readonly EmbedItem[]

const setRows = (rows: Rows) => changeSetup({ rows })

/**
 * Texts that lines cannot hold: with labels or with line breaks. Only rows near the window are in the document.
 * @param tooLong rows that the model would not read to their end
 */
export function RowsTable({ rows, tooLong }: { rows: Rows; tooLong: ReadonlySet<EmbedItem> }) {
  const scroller = useRef<HTMLDivElement>(null)
  const [begun, setEditing] = useState<{ index: number; item: EmbedItem } | null>(null)
  // Rows that came from elsewhere meanwhile (an undo, an import) are not those whose editing began.
  const editing = begun && rows[begun.index] === begun.item ? begun.index : null
  /** The row whose editing has just ended: its button gets the focus back. */
  const [edited, setEdited] = useState<number | null>(null)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 32,
    overscan: 10,
  })
  const model = useSetup((setup) => setup.model)
  const close = () => {
    setEdited(editing)
    setEditing(null)
  }
  const save = (index: number, item: EmbedItem) => {
    setRows(rows.with(index, item))
    close()
  }
  return (
    <>
      <div ref={scroller} className="h-60 min-h-30 overflow-y-auto wide:h-auto wide:flex-1">
        <table aria-label="Texts" aria-rowcount={rows.length} className="block w-full text-ui">
          <tbody className="relative block" style={{ height: list.getTotalSize() }}>
            {list.getVirtualItems().map(({ index, start, key }) => (
              <tr
                key={key}
                ref={list.measureElement}
                data-index={index}
                aria-rowindex={index + 1}
                className="group absolute inset-x-0 flex items-start gap-2 py-0.5 pr-2 hover:bg-hover focus-within:bg-hover"
                style={{ transform: `translateY(${start}px)` }}
              >
                <td
                  aria-hidden="true"
                  className={`w-7 shrink-0 pt-0.5 text-right text-label leading-5 max-narrow:pt-3 ${tooLong.has(rows[index]!) ? 'font-semibold text-caution' : 'text-mute'}`}
                >
                  {index + 1}
                </td>
                {index === editing ? (
                  <td className="min-w-0 flex-1">
                    <EditRow
                      number={index + 1}
                      item={rows[index] ?? { text: '' }}
                      onSave={(item) => save(index, item)}
                      onCancel={close}
                    />
                  </td>
                ) : (
                  <Cells
                    number={index + 1}
                    item={rows[index] ?? { text: '' }}
                    focused={index === edited}
                    onEdit={() => setEditing({ index, item: rows[index] ?? { text: '' } })}
                    onRemove={() => {
                      withUndo(`Text ${index + 1} removed`, () => setRows(rows.toSpliced(index, 1)))
                      setEditing(null)
                    }}
                  />
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!embeddingFactsOf(model).images && rows.some(({ image }) => image) && (
        <p role="status" className="border-t border-line px-4 py-1 text-label text-caution">
          {rowWords.refusesPictures(model)}
        </p>
      )}
      <Foot rows={rows} onAdded={() => requestAnimationFrame(() => list.scrollToIndex(rows.length))} />
    </>
  )
}

interface CellsProps {
  number: number
  item: EmbedItem
  /** Takes the focus when it appears. */
  focused: boolean
  onEdit: () => void
  onRemove: () => void
}

function Cells({ number, item: { text, label, image }, focused, onEdit, onRemove }: CellsProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focused) button.current?.focus()
  }, [focused])
  return (
    <>
      <td
        className={
          label ? 'w-20 shrink-0 truncate pt-0.5 text-label leading-5 text-mute max-narrow:pt-3' : 'hidden'
        }
      >
        {label}
      </td>
      <td className="line-clamp-4 min-w-0 flex-1 py-0.5 wrap-anywhere whitespace-pre-line max-narrow:pt-3">
        {image && <Thumbnail image={image} />}
        {text}
      </td>
      <td className="absolute top-0.5 right-2 flex shrink-0 rounded-control bg-hover opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:static pointer-coarse:bg-transparent pointer-coarse:opacity-100">
        <IconButton
          ref={button}
          size={24}
          label={`Edit text ${number}`}
          icon={<Icon name="edit" size={12} />}
          onClick={onEdit}
        />
        <IconButton
          size={24}
          label={`Remove text ${number}`}
          icon={<Icon name="cross" size={12} />}
          onClick={onRemove}
        />
      </td>
    </>
  )
}

/** What is done to the rows as a whole, and the place where another one is written. */
function Foot({ rows, onAdded }: { rows: Rows; onAdded: () => void }) {
  const [adding, setAdding] = useState(false)
  const lossless = rows.every(({ text, label, image }) => !/[\r\n]/.test(text) && !label && !image)
  const toLines = () =>
    withUndo('Rows turned into lines', () =>
      changeSetup({
        rows: null,
        lines: rows
          .flatMap(({ text }) => (text === '' ? [] : [text]))
          .map((text) => text.replaceAll(/\s*[\r\n]+\s*/g, ' '))
          .join('\n'),
      }),
    )
  const removeAll = () =>
    withUndo(`${count(rows.length)} ${rows.length === 1 ? 'row' : 'rows'} removed`, () =>
      changeSetup({ rows: null }),
    )
  if (adding)
    return (
      <div className="border-t border-line px-3">
        <EditRow
          number={rows.length + 1}
          item={{ text: '' }}
          onSave={(item) => {
            setRows([...rows, item])
            setAdding(false)
            onAdded()
          }}
          onCancel={() => setAdding(false)}
        />
      </div>
    )
  return (
    <div className="flex flex-wrap gap-1 border-t border-line px-2 py-1">
      <Button size={24} onClick={() => setAdding(true)}>
        Add text
      </Button>
      <Button size={24} title={lossless ? undefined : rowWords.toLines} onClick={toLines}>
        Edit as lines
      </Button>
      <Button size={24} onClick={removeAll}>
        Remove all rows
      </Button>
    </div>
  )
}

function Thumbnail({ image }: { image: NonNullable<EmbedItem['image']> }) {
  const facts = useImageFacts(image.id)
  return (
    <span className="flex items-center gap-2">
      {facts?.thumbnailUrl ? (
        <img src={facts.thumbnailUrl} alt="" className="size-10 object-contain" />
      ) : (
        <Icon name="image" />
      )}
      {image.name}
    </span>
  )
}
