import { useState } from 'react'
import { Select } from '../ui/Select.tsx'
import { ImageTile } from './ImageTile.tsx'
import { TILE } from './useFileDrop.ts'
import type { ImageRef } from '../request/schema.ts'

interface Props {
  images: readonly ImageRef[]
  /** The whole list anew: reordered, one removed, or one in another size. */
  onChange: (images: readonly ImageRef[]) => void
  /** A report of files stands above and needs room. */
  reports: boolean
  /** Tokens of one picture as the API counts them; undefined while unknown. */
  tokens?: ((image: ImageRef) => number | undefined) | undefined
}

const without = <T,>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index)

/** How many of the same bytes stand before this one: two files may hold the same picture. */
const occurrence = (list: readonly ImageRef[], index: number): number =>
  list.slice(0, index).filter(({ id }) => id === list[index]?.id).length

/** The list with one item put at another place. */
function moved(list: readonly ImageRef[], from: number, to: number): readonly ImageRef[] {
  const item = list[from]
  return item ? without(list, from).toSpliced(to, 0, item) : list
}

/** The tiles, in the order in which they are sent; loads with the first picture. */
export default function AttachmentList({ images, onChange, reports, tokens }: Props) {
  const [target, setTarget] = useState<number | null>(null)
  return (
    <>
      <Order images={images} onChange={onChange} />
      <ul
        aria-label="Attachments"
        className={`shrink-0 overflow-y-auto px-4 ${reports ? 'max-h-[20dvh]' : 'max-h-[28dvh] narrow:max-h-[44dvh]'}`}
      >
        {images.map((image, index) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the tile's buttons do the same
          <li
            key={`${image.id} ${occurrence(images, index)}`}
            draggable={images.length > 1}
            onDragStart={(event) => {
              event.dataTransfer.setData(TILE, String(index))
              event.dataTransfer.effectAllowed = 'move'
            }}
            onDragOver={(event) => {
              if (!event.dataTransfer.types.includes(TILE)) return
              event.preventDefault()
              setTarget(index)
            }}
            onDragLeave={() => setTarget(null)}
            onDragEnd={() => setTarget(null)}
            onDrop={(event) => {
              if (!event.dataTransfer.types.includes(TILE)) return
              event.preventDefault()
              setTarget(null)
              onChange(moved(images, Number(event.dataTransfer.getData(TILE)), index))
            }}
            className={`border-t py-2.5 ${target === index ? 'border-accent' : 'border-line'}`}
          >
            <ImageTile
              image={image}
              tokens={tokens?.(image)}
              onReplace={(next) => onChange(images.map((other, at) => (at === index ? next : other)))}
              onRemove={() => onChange(without(images, index))}
              onEarlier={index > 0 ? () => onChange(moved(images, index, index - 1)) : undefined}
              onLater={
                index < images.length - 1 ? () => onChange(moved(images, index, index + 1)) : undefined
              }
            />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Whether the pictures stand before or after the text; one that is added later follows the others. */
function Order({ images, onChange }: Pick<Props, 'images' | 'onChange'>) {
  return (
    <div className="flex h-13 shrink-0 items-center gap-2 border-t border-line px-4 text-label text-mute narrow:h-8">
      <span className="flex-1">
        {images.length} {images.length === 1 ? 'image' : 'images'}
      </span>
      <div className="w-40">
        <Select
          label="Order of images and text"
          labelHidden
          size={24}
          value={images[0]?.after ? 'after' : 'before'}
          options={[
            { value: 'before', label: 'before the text' },
            { value: 'after', label: 'after the text' },
          ]}
          onChange={(value) => onChange(images.map((image) => ({ ...image, after: value === 'after' })))}
        />
      </div>
    </div>
  )
}
