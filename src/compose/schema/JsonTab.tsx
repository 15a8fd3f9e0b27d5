import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { edited, isJson } from '../../request/json.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { fieldLook } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { pretty } from '../../ui/json.ts'
import { lineAndColumn } from '../../request/jsonReader.ts'
import { loadPart } from '../../ui/parts.ts'
import { offers, placedIn } from './marks.ts'
import { words } from './words.ts'
import type { CodeEditor } from '../../ui/codeEditor.ts'
import type { Spelling } from '../../request/schema/keywords.ts'
import type { ReadSchema } from './draft.ts'
import type { Placed } from './marks.ts'

const LABEL = 'Schema as JSON'

interface Props {
  text: string
  spelling: Spelling
  read: ReadSchema
  onChange: (text: string, undoable?: boolean) => void
}

/** The schema as text. A plain field until it has the focus; then an editor takes its place, which marks what is said below. */
export function JsonTab({ text, spelling, read, onChange }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const editor = useRef<CodeEditor | null>(null)
  const tell = useRef(onChange)
  const [mounted, setMounted] = useState(false)
  const saidId = useId()
  const placed = useMemo(() => placedIn(text, read, spelling), [text, read, spelling])

  // The editor keeps what it was mounted with.
  useEffect(() => {
    tell.current = onChange
  })
  // Not before it is shown: what is hidden takes no focus, and the plain field takes it along as it goes.
  useLayoutEffect(() => {
    if (mounted) editor.current?.focus()
  }, [mounted])
  useEffect(() => {
    if (!mounted) return
    editor.current?.setText(text)
    editor.current?.setMarks(placed)
  }, [mounted, text, placed])
  useEffect(
    () => () => {
      editor.current?.destroy()
      editor.current = null
    },
    [],
  )

  const mount = async () => {
    const { mountCodeEditor } = await loadPart(() => import('../../ui/codeEditor.ts'))
    const plain = field.current
    // Left meanwhile, or in the midst of a word of an input method: it stays a plain field until the next focus.
    if (!host.current || !plain || editor.current || document.activeElement !== plain) return
    editor.current = mountCodeEditor({
      host: host.current,
      text: plain.value,
      label: LABEL,
      selection: { from: plain.selectionStart, to: plain.selectionEnd },
      onChange: (next) => tell.current(next),
      offer: offers,
    })
    setMounted(true)
  }

  const show = ({ from, to }: Placed) => {
    if (editor.current) return editor.current.show(from, to)
    field.current?.focus()
    field.current?.setSelectionRange(from, to)
  }

  return (
    <div className="flex min-w-0 flex-col">
      <div className="flex h-11 items-center justify-end px-4 narrow:h-9">
        <CopyButton size={24} text={() => text} />
      </div>
      <div className="px-5 pb-3">
        <div
          ref={host}
          className={
            mounted
              ? 'overflow-hidden rounded-control border border-edge focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent'
              : 'hidden'
          }
        />
        {!mounted && (
          <textarea
            ref={field}
            aria-label={LABEL}
            aria-invalid={read.ok ? undefined : true}
            aria-describedby={saidId}
            value={text}
            rows={12}
            spellCheck={false}
            autoCapitalize="off"
            // What does not arrive leaves the plain field, which does the same work.
            onFocus={() => void mount().catch(() => undefined)}
            onChange={(event) => onChange(event.currentTarget.value)}
            className={`field-sizing-content min-h-60 resize-y py-2 font-mono leading-5 narrow:text-label ${fieldLook}`}
          />
        )}
      </div>
      <ul id={saidId} aria-label="In this schema" className="border-t border-line">
        {placed.map((mark) => (
          <Said
            key={`${mark.from} ${mark.message}`}
            mark={mark}
            text={text}
            onShow={() => show(mark)}
            onFix={() => {
              const next = read.ok && mark.finding?.fix ? edited(read.schema, mark.finding.fix.edits) : null
              if (isJson(next)) onChange(pretty(next), true)
            }}
          />
        ))}
      </ul>
    </div>
  )
}

const looks = {
  error: { icon: 'refused', word: 'Error', tone: 'text-fail' },
  warning: { icon: 'warning', word: 'Warning', tone: 'text-caution' },
  info: { icon: 'info', word: 'Note', tone: 'text-soft' },
} as const

function Said({
  mark,
  text,
  onShow,
  onFix,
}: {
  mark: Placed
  text: string
  onShow: () => void
  onFix: () => void
}) {
  const { icon, word, tone } = looks[mark.severity]
  const { line } = lineAndColumn(text, mark.from)
  const fix = mark.finding?.fix
  return (
    <li className="flex min-h-8 items-start gap-2 border-b border-line px-5 py-1 text-ui last:border-b-0">
      <span className={`flex h-6 w-20 shrink-0 items-center gap-1 font-semibold ${tone}`}>
        <Icon name={icon} size={14} />
        {word}
      </span>
      <span className="min-w-0 flex-1 py-0.5 wrap-anywhere text-soft">{mark.message}</span>
      <Button size={24} title={mark.finding ? words.source(mark.finding.source) : undefined} onClick={onShow}>
        Line {line}
      </Button>
      {fix && (
        <Button size={24} variant="bordered" title={fix.title} onClick={onFix}>
          <span className="sr-only">Fix: {fix.title}</span>
          <span aria-hidden="true">Fix</span>
        </Button>
      )}
    </li>
  )
}
