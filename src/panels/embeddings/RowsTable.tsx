import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { takesImages } from '../../state/embedding/requests.ts'
import { changeSetup, useSetup } from '../../state/embedding/setup.ts'
import { useImageFacts } from '../../state/imageUrls.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { EmbedItem } from '../../state/embedding/requests.ts'

/** Texts that lines cannot hold: with labels or with line breaks. Only rows near the window are in the document. */
export function RowsTable({ rows }: { rows: readonly EmbedItem[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 32,
    overscan: 10,
  })
  const model = useSetup((setup) => setup.model)
  const pictures = takesImages(model)
  const lossless = rows.every(({ text, label, image }) => !/[\r\n]/.test(text) && !label && !image)
  const toLines = () =>
    changeSetup({
      rows: null,
      lines: rows
        .flatMap(({ text }) => (text === '' ? [] : [text]))
        .map((text) => text.replaceAll(/\s*[\r\n]+\s*/g, ' '))
        .join('\n'),
    })
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
                  className="w-7 shrink-0 pt-0.5 text-right text-label leading-5 text-mute"
                >
                  {index + 1}
                </td>
                <td
                  className={
                    rows[index]?.label
                      ? 'w-20 shrink-0 truncate pt-0.5 text-label leading-5 text-mute'
                      : 'hidden'
                  }
                >
                  {rows[index]?.label}
                </td>
                <td className="line-clamp-4 min-w-0 flex-1 py-0.5 wrap-anywhere whitespace-pre-line">
                  {rows[index]?.image && <Thumbnail image={rows[index].image} />}
                  {rows[index]?.text}
                </td>
                <td className="shrink-0 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
                  <IconButton
                    size={24}
                    label={`Remove text ${index + 1}`}
                    icon={<Icon name="cross" size={12} />}
                    onClick={() => changeSetup({ rows: rows.filter((_, at) => at !== index) })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!pictures && rows.some(({ image }) => image) && (
        <p role="status" className="border-t border-line px-4 py-1 text-label text-caution">
          {model} takes text only: it will refuse the pictures.
        </p>
      )}
      <div className="flex flex-wrap gap-1 border-t border-line px-2 py-1">
        <Button
          size={24}
          title={lossless ? undefined : 'Labels and pictures are dropped, and line breaks become spaces.'}
          onClick={toLines}
        >
          Edit as lines
        </Button>
        <Button size={24} onClick={() => changeSetup({ rows: null })}>
          Remove all rows
        </Button>
      </div>
    </>
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
