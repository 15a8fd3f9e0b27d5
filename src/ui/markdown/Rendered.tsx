import { Component, useEffect, useId, useMemo, useState } from 'react'
import { Button } from '../Button.tsx'
import { CostLimit } from './CostLimit.ts'
import { Growing } from './Growing.tsx'
import { MarksContext } from './Mark.tsx'
import { PlainText } from './PlainText.tsx'
import { Settled } from './Settled.tsx'
import { watchCopies } from './selection.ts'
import { normalize } from './syntax.ts'
import type { ReactNode } from 'react'
import type { Marks } from './Mark.tsx'
import type { Place } from './marks.ts'
import './markdown.css'

/** Longer texts are parsed over several frames. Characters. */
const atOnce = 12_000
/** Of a text that is too costly from its first line on, as much is there without asking. Characters. */
const beginning = 2000

/** Text that breaks a parser is still text. */
class PlainOnFailure extends Component<{ text: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    return this.state.failed ? <PlainText text={this.props.text} /> : this.props.children
  }
}

function Rest({ text }: { text: string }) {
  const [shown, setShown] = useState(false)
  if (shown) return <PlainText text={text} />
  return (
    <p>
      <Button size={24} variant="bordered" onClick={() => setShown(true)}>
        Show the rest as text
      </Button>
    </p>
  )
}

const none: readonly Place[] = []

interface Props {
  text: string
  live: boolean
  marks: Marks | undefined
}

/** What `Markdown` shows once the parser has loaded. */
export function Rendered({ text, live, marks }: Props) {
  const idPrefix = `md${useId()}`
  useEffect(watchCopies, [])
  const source = useMemo(() => normalize(text), [text])
  const [limit] = useState(() => new CostLimit())
  const cut = limit.scan(source)
  const places = useMemo(() => {
    if (!marks) return none
    const all =
      source === text
        ? marks.places
        : marks.places.map(({ at, numbers }) => ({ at: normalize(text.slice(0, at)).length, numbers }))
    // What is shown as text has no marks: they would all stand behind the last block.
    return cut < source.length ? all.filter(({ at }) => at <= cut) : all
  }, [source, text, marks, cut])
  const shown = cut < source.length ? source.slice(0, cut) : source
  // What was streamed keeps the DOM it was streamed into.
  const [wasLive, setWasLive] = useState(live)
  if (live && !wasLive) setWasLive(true)
  const grows = live || wasLive || shown.length > atOnce
  return (
    <PlainOnFailure text={source}>
      <MarksContext value={marks ?? null}>
        <div className="md" aria-busy={live}>
          {grows ? (
            <Growing text={shown} live={live && cut === source.length} idPrefix={idPrefix} places={places} />
          ) : (
            <div className="md-group">
              <Settled text={shown} idPrefix={idPrefix} places={places} />
            </div>
          )}
        </div>
      </MarksContext>
      {cut === 0 && <PlainText text={source.slice(0, beginning)} />}
      {cut < source.length && <Rest text={source.slice(cut || beginning)} />}
    </PlainOnFailure>
  )
}
