import { useRef, useState } from 'react'
import {
  fieldText,
  mediaSide,
  movedPart,
  textNumber,
  withPart,
  withSide,
  withoutPart,
} from '../request/draft.ts'
import { isMedia, mediaIn } from '../request/media.ts'
import { passFocus } from '../ui/passFocus.ts'
import { Select } from '../ui/Select.tsx'
import { ImageTile } from './ImageTile.tsx'
import { MoveButtons } from './MoveButtons.tsx'
import { TextPart } from './TextPart.tsx'
import { TILE } from './useFileDrop.ts'
import type { ReactNode } from 'react'
import type { DraftPart } from '../request/draft.ts'
import type { MediaPart, MediaRef } from '../request/media.ts'
import type { AttachmentsProps } from './Attachments.tsx'

/** A part stays the same row while it is edited and moved: the field or button in it keeps the focus. */
const keys = new WeakMap<DraftPart, number>()
let lastKey = 0

function keyOf(part: DraftPart): number {
  const known = keys.get(part)
  if (known !== undefined) return known
  lastKey += 1
  keys.set(part, lastKey)
  return lastKey
}

function inPlaceOf<P extends DraftPart>(old: DraftPart, part: P): P {
  keys.set(part, keyOf(old))
  return part
}

/** Every part of a message in its order on the wire; the composer's own field is a line of it. */
export function PartList({ draft, present, onChange, intake, own, counts }: AttachmentsProps) {
  const { parts, field } = draft
  const reports = intake.outcomes.some(({ result }) => !result.ok)
  const move = (from: number, to: number) => onChange(movedPart(draft, from, to))
  const list = useRef<HTMLUListElement>(null)
  const remove = (at: number) => {
    onChange(withoutPart(draft, at))
    // The button that was pressed goes with its part.
    requestAnimationFrame(() => {
      const rows = [...(list.current?.children ?? [])]
      const others = [...rows.slice(at), ...rows.slice(0, at).toReversed()]
      const buttons = others.map((row) => row.querySelector('[aria-label^="Remove "]'))
      passFocus(...buttons, document.querySelector(`textarea[aria-label="${own}"]`))
    })
  }
  /** Parts may have come, gone and moved by then, and texts have been written. */
  const replace = (part: MediaPart, media: MediaRef) => {
    const now = present()
    const at = now.parts.findIndex((other) => keyOf(other) === keyOf(part))
    if (at >= 0) onChange(withPart(now, at, inPlaceOf(part, { media })))
  }
  return (
    <>
      {mediaIn(parts).length > 0 && <Position draft={draft} onChange={onChange} />}
      <ul
        ref={list}
        aria-label="Attachments"
        className={`shrink-0 overflow-y-auto px-4 ${reports ? 'max-h-[14dvh] narrow:max-h-[20dvh]' : 'max-h-[18dvh] narrow:max-h-[44dvh]'}`}
      >
        {parts.map((part, at) => {
          if (at === field)
            return (
              <Row key="own" at={at} onMove={move} own>
                <span className="block truncate">
                  {own} <bdi>{fieldText(draft).slice(0, 200)}</bdi>
                </span>
              </Row>
            )
          const name = isMedia(part) ? part.media.name : `Text part ${textNumber(draft, at)}`
          const moves = (
            <MoveButtons
              name={name}
              onEarlier={at > 0 ? () => move(at, at - 1) : undefined}
              onLater={at < parts.length - 1 ? () => move(at, at + 1) : undefined}
            />
          )
          const place = at < field ? `before ${own}` : `after ${own}`
          return (
            <Row key={keyOf(part)} at={at} onMove={move}>
              {isMedia(part) ? (
                <ImageTile
                  media={part.media}
                  counts={counts}
                  onReplace={(media) => replace(part, media)}
                  onRemove={() => remove(at)}
                  moves={moves}
                />
              ) : (
                <TextPart
                  name={name}
                  text={part.text}
                  onChange={(text) => onChange(withPart(draft, at, inPlaceOf(part, { text })))}
                  onRemove={() => remove(at)}
                  moves={moves}
                />
              )}
              <span className="sr-only">{place}</span>
            </Row>
          )
        })}
      </ul>
    </>
  )
}

interface RowProps {
  at: number
  onMove: (from: number, to: number) => void
  /** The line of the composer's own field: the eye's alone, for each row says on which side of it it stands. */
  own?: boolean
  children: ReactNode
}

function Row({ at, onMove, own = false, children }: RowProps) {
  const [target, setTarget] = useState(false)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the row's buttons do the same
    <li
      draggable={!own}
      aria-hidden={own || undefined}
      onDragStart={(event) => {
        event.dataTransfer.setData(TILE, String(at))
        event.dataTransfer.effectAllowed = 'move'
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(TILE)) return
        event.preventDefault()
        setTarget(true)
      }}
      onDragLeave={() => setTarget(false)}
      onDragEnd={() => setTarget(false)}
      onDrop={(event) => {
        if (!event.dataTransfer.types.includes(TILE)) return
        event.preventDefault()
        setTarget(false)
        onMove(Number(event.dataTransfer.getData(TILE)), at)
      }}
      className={`@container border-t ${own ? 'bg-sunk -mx-4 px-4 py-1 text-label text-mute' : 'py-2.5'} ${target ? 'border-accent' : 'border-line'}`}
    >
      {children}
    </li>
  )
}

/** All pictures before or after the composer's own text, in one choice; one by one they are moved in the list. */
function Position({ draft, onChange }: Pick<AttachmentsProps, 'draft' | 'onChange'>) {
  const count = mediaIn(draft.parts).length
  const side = mediaSide(draft)
  return (
    <div className="flex h-13 shrink-0 items-center gap-2 border-t border-line px-4 text-label text-mute narrow:h-8">
      <span className="flex-1">
        {count} {count === 1 ? 'image' : 'images'}
      </span>
      <div className="w-40">
        <Select
          label="Position of images"
          labelHidden
          size={24}
          value={side}
          options={[
            { value: 'before', label: 'before the text' },
            { value: 'after', label: 'after the text' },
            ...(side === 'mixed' ? [{ value: 'mixed', label: 'mixed' }] : []),
          ]}
          onChange={(value) => {
            if (value !== 'mixed') onChange(withSide(draft, value === 'after' ? 'after' : 'before'))
          }}
        />
      </div>
    </div>
  )
}
