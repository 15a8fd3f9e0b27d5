import { useMemo, useState } from 'react'
import { showSetting } from '../../compose/showSetting.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import { JsonReader } from '../../request/jsonReader.ts'
import { Markdown } from '../../ui/markdown/Markdown.tsx'
import { AnswerTree } from './AnswerTree.tsx'
import { checkAnswer } from './check.ts'
import { words } from './words.ts'
import type { Step } from '../../request/json.ts'
import type { AskedFormat } from './asked.ts'
import type { Checked } from './check.ts'

interface Props {
  asked: AskedFormat
  /** The exact answer so far. */
  text: string
  live: boolean
  /** For which the server ended it. */
  reason: string | undefined
  /** The exact text is shown in place of the tree. */
  raw: boolean
  /** Back from Raw, to a place in the tree. */
  onTree: () => void
}

/** A reader that goes on from where it was: asked for the same text, it gives the same tree. */
class Growing {
  #reader = new JsonReader()
  #read = ''
  #finished = false

  at(text: string, live: boolean): JsonReader {
    if (!text.startsWith(this.#read) || (this.#finished && text !== this.#read)) {
      this.#reader = new JsonReader()
      this.#read = ''
      this.#finished = false
    }
    if (text.length > this.#read.length) this.#reader.push(text.slice(this.#read.length))
    this.#read = text
    if (!live && !this.#finished) {
      this.#finished = true
      this.#reader.finish()
    }
    return this.#reader
  }
}

/** An answer that was asked for as JSON or as one of several words: whether it is that, and its tree, which grows with it. */
export default function Structured({ asked, text, live, reason, raw, onTree }: Props) {
  const [growing] = useState(() => new Growing())
  const [shown, setShown] = useState<{ path: readonly Step[] } | null>(null)
  // A wish is of its moment: the tree that comes back after Raw takes no focus by itself.
  if (raw && shown) setShown(null)
  const isJson = asked.mimeType === 'application/json'
  const reader = isJson ? growing.at(text, live) : null
  const checked = useMemo(
    () => (live || text === '' ? null : checkAnswer(text, asked, reason)),
    // What was asked does not change with the run.
    // oxlint-disable-next-line react/exhaustive-deps
    [text, live, reason, asked.mimeType, asked.schema],
  )
  const wrong = useMemo(
    () =>
      new Map(
        checked?.state === 'Not valid'
          ? checked.places.map(({ where, short, asked: rule }) => [
              where,
              `${short && `${short}; `}${words.schemaSays}${rule}`,
            ])
          : [],
      ),
    [checked],
  )
  const show = (path: readonly Step[]) => {
    onTree()
    setShown({ path })
  }
  return (
    <>
      {checked && <Check checked={checked} onShow={reader?.root ? show : undefined} />}
      {raw ? null : reader?.root ? (
        <AnswerTree
          root={reader.root}
          version={reader.root.version}
          live={live}
          wrong={wrong}
          shown={shown}
        />
      ) : (
        text !== '' && <Markdown text={text} live={live} />
      )}
    </>
  )
}

const MOST_PLACES = 10

function Check({
  checked,
  onShow,
}: {
  checked: Checked
  onShow: ((path: readonly Step[]) => void) | undefined
}) {
  const edit = (
    <Button size={24} onClick={() => showSetting('Edit schema')}>
      Edit schema
    </Button>
  )
  if (checked.state === 'Valid')
    return (
      <p role="status" aria-label="Schema check" className="flex items-center gap-1.5 text-ui text-soft">
        <Icon name="check" />
        <span>Valid: {checked.says}</span>
      </p>
    )
  if (checked.state === 'Not JSON')
    return (
      <Note
        role="status"
        label="Schema check"
        tone="fail"
        icon={<Icon name="cross" />}
        title={`Not JSON: ${checked.says}`}
        actions={
          onShow && (
            <Button size={24} variant="bordered" onClick={() => onShow(checked.path)}>
              Show in tree
            </Button>
          )
        }
      >
        {words.kept}
      </Note>
    )
  const { places } = checked
  const [first] = places
  const more = places.length - MOST_PLACES
  return (
    <Note
      role="status"
      label="Schema check"
      tone="fail"
      icon={<Icon name="cross" />}
      title={`Not valid: ${words.places(places.length)}`}
      actions={
        <>
          {onShow && first && (
            <Button size={24} variant="bordered" onClick={() => onShow(first.path)}>
              Show in tree
            </Button>
          )}
          {edit}
        </>
      }
    >
      <ul>
        {places.slice(0, MOST_PLACES).map(({ where, is, asked, path }) => (
          <li key={`${where} ${is} ${asked}`}>
            {onShow && places.length > 1 ? (
              <button
                type="button"
                title="Show in tree"
                onClick={() => onShow(path)}
                className="cursor-pointer rounded-chip font-mono text-label underline decoration-line underline-offset-2 hover:text-ink"
              >
                {where}
              </button>
            ) : (
              <span className="font-mono text-label">{where}</span>
            )}{' '}
            {is}; {words.schemaSays}
            <span className="font-mono text-label">{asked}</span>.
          </li>
        ))}
      </ul>
      {more > 0 && <p>{words.more(more)}</p>}
      {words.kept}
    </Note>
  )
}
