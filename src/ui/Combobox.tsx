import { useId, useLayoutEffect, useRef, useState } from 'react'
import { Field, fieldLook } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { isComposing } from './isComposing.ts'
import type { KeyboardEvent } from 'react'
import type { FieldProps } from './Field.tsx'

interface Option {
  value: string
  /** Shown after the value, mute; part of what typing filters. */
  note?: string
  /** Options that follow each other under the same heading; those without one come first. */
  group?: string
}

interface Props extends FieldProps {
  value: string
  options: readonly Option[]
  onChange: (value: string) => void
  /** Any typed text may be chosen, not only an option. */
  allowOther?: boolean
  placeholder?: string
  disabled?: boolean
}

/** More would only slow the list down: nobody reads on, typing narrows. */
const shownAtMost = 200

/**
 * The ARIA combobox with a listbox (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/): opens on click, typing or
 * arrow down, shows every option until something is typed. Enter chooses the marked option, Esc puts the value back,
 * leaving the field keeps the typed text where `allowOther` says so.
 */
export function Combobox(props: Props) {
  const { label, labelHidden, error, hint, value, options, onChange, allowOther, placeholder, disabled } =
    props
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [marked, setMarked] = useState(-1)
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const listId = useId()

  const words = (typed ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const found = words.length
    ? options.filter((option) => {
        const text = `${option.value} ${option.note ?? ''}`.toLowerCase()
        return words.every((word) => text.includes(word))
      })
    : options
  const shown = found.slice(0, shownAtMost)

  useLayoutEffect(() => {
    const popup = list.current
    const anchor = field.current
    if (!open || !popup || !anchor) return
    // The top layer, so that no scrolling pane clips the list; it has to be placed by hand there.
    popup.showPopover?.()
    const place = () => {
      const box = anchor.getBoundingClientRect()
      const below = window.innerHeight - box.bottom - 12
      const above = box.top - 12
      const up = below < 160 && above > below
      // A narrow field still has a list that can be read.
      const width = Math.max(box.width, Math.min(176, window.innerWidth - 16))
      popup.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`
      popup.style.width = `${width}px`
      popup.style.maxHeight = `${Math.min(320, up ? above : below)}px`
      popup.style.top = up ? 'auto' : `${box.bottom + 4}px`
      popup.style.bottom = up ? `${window.innerHeight - box.top + 4}px` : 'auto'
    }
    place()
    window.addEventListener('resize', place)
    document.addEventListener('scroll', place, true)
    return () => {
      window.removeEventListener('resize', place)
      document.removeEventListener('scroll', place, true)
    }
  }, [open])

  useLayoutEffect(() => {
    if (open) document.getElementById(`${listId}-${marked}`)?.scrollIntoView?.({ block: 'nearest' })
  }, [open, marked, listId])

  const show = () => {
    if (open || disabled) return
    setMarked(options.slice(0, shownAtMost).findIndex((option) => option.value === value))
    setOpen(true)
  }
  const close = () => {
    setOpen(false)
    setTyped(null)
    setMarked(-1)
  }
  const choose = (next: string) => {
    close()
    if (next !== value) onChange(next)
  }
  const leave = () => {
    const text = typed?.trim()
    if (text && (allowOther || options.some((option) => option.value === text))) choose(text)
    else close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const last = shown.length - 1
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return show()
      setMarked(
        event.key === 'ArrowDown' ? (marked >= last ? 0 : marked + 1) : marked <= 0 ? last : marked - 1,
      )
    } else if (event.key === 'Enter' && open && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      const chosen = shown[marked]
      if (chosen) choose(chosen.value)
      else leave()
    } else if (event.key === 'Escape' && open) {
      // Only the list closes, not the dialog around it, and no run stops.
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }

  const groups = [...new Set(shown.flatMap(({ group }) => group ?? []))]
  const row = (option: Option, at: number) => (
    <button
      key={option.value}
      type="button"
      tabIndex={-1}
      id={`${listId}-${at}`}
      role="option"
      aria-selected={option.value === value}
      data-marked={at === marked || undefined}
      onClick={() => choose(option.value)}
      onMouseMove={() => setMarked(at)}
      className="flex min-h-11 w-full cursor-pointer items-center justify-between gap-3 px-2 aria-selected:font-semibold data-marked:bg-accent-wash narrow:min-h-7"
    >
      <span className="max-w-full shrink-0 truncate font-mono text-label">{option.value}</span>
      {option.note && (
        <span aria-hidden="true" className="min-w-0 truncate text-wire text-mute">
          {option.note}
        </span>
      )}
    </button>
  )

  return (
    <Field label={label} labelHidden={labelHidden} error={error} hint={hint}>
      {(control) => (
        <div className="relative">
          <input
            {...control}
            ref={field}
            role="combobox"
            aria-expanded={open}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={open && shown[marked] ? `${listId}-${marked}` : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            disabled={disabled}
            placeholder={placeholder}
            value={typed ?? value}
            onFocus={(event) => event.currentTarget.select()}
            onClick={show}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setMarked(event.currentTarget.value.trim() && !allowOther ? 0 : -1)
              setOpen(true)
            }}
            onKeyDown={onKeyDown}
            onBlur={leave}
            className={`h-11 truncate pr-7 font-mono narrow:h-7 narrow:text-label ${fieldLook}`}
          />
          <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-soft">
            <Icon name="chevron-down" />
          </span>
          {open && (
            <div
              ref={list}
              id={listId}
              role="listbox"
              tabIndex={-1}
              aria-label={label}
              popover="manual"
              // The field keeps the focus, so that a press on the list or its scroll bar does not close it.
              onMouseDown={(event) => event.preventDefault()}
              className="fixed m-0 overflow-y-auto rounded-control border border-line bg-raised py-1 text-ink shadow-over"
            >
              {shown.map((option, at) => option.group === undefined && row(option, at))}
              {groups.map((group) => (
                <div key={group} role="group" aria-label={group}>
                  <div role="presentation" className="px-2 pt-2 text-wire text-mute">
                    {group}
                  </div>
                  {shown.map((option, at) => option.group === group && row(option, at))}
                </div>
              ))}
              {found.length > shown.length && (
                <div role="presentation" className="px-2 py-1 text-label text-mute">
                  {(found.length - shown.length).toLocaleString('en')} more; type to narrow.
                </div>
              )}
              {found.length === 0 && (
                <div role="presentation" className="px-2 py-1 text-label text-mute">
                  {allowOther ? 'Not in the list. Enter uses it as typed.' : 'Nothing matches.'}
                </div>
              )}
            </div>
          )}
        </div>
      )}
    </Field>
  )
}
