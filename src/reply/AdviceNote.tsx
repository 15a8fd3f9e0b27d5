import { useEffect, useId, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'
import { whole } from '../ui/figures.ts'
import { pretty } from '../ui/json.ts'
import { StateMark } from './StateMark.tsx'
import type { ReactNode } from 'react'
import type { Action, Advice, Span } from '../state/advice.ts'

interface Props {
  advice: Advice
  onAdvice?: ((action: Action) => void) | undefined
  /** `note` under or in place of an answer; `alert` where an HTTP error stands alone. */
  role: 'note' | 'alert'
  /** An error came in the midst of the stream: its words are an alert of their own, inside the note. */
  broken?: boolean
}

/** What went otherwise, why, and the way out one click away; the server's own words last. */
export function AdviceNote({ advice, onAdvice, role, broken = false }: Props) {
  const id = useId()
  const left = useCountdown(advice.until)
  const actions = advice.actions.filter(({ action }) => action.kind !== 'run-when-over' || left !== null)
  const said = <Words advice={advice} />
  return (
    <Note
      role={role}
      {...(role === 'note' && { label: 'Stop reason' })}
      tone={advice.tone}
      icon={<StateMark state={advice.state} />}
      title={advice.title}
      actions={
        (actions.length > 0 || left !== null) && (
          <>
            {left !== null && (
              <span role="timer" aria-label="Wait the server asked for" className="pr-2 text-head text-ink">
                {left}
              </span>
            )}
            {onAdvice &&
              actions.map(({ label, note, action }, index) => (
                <Button
                  key={label}
                  size={24}
                  variant={index === 0 ? 'bordered' : 'quiet'}
                  {...(note !== undefined && { 'aria-describedby': `${id}-${index}` })}
                  onClick={() => onAdvice(action)}
                >
                  {label}
                  {note !== undefined && (
                    <span id={`${id}-${index}`} aria-hidden="true" className="font-normal text-mute">
                      {note}
                    </span>
                  )}
                </Button>
              ))}
          </>
        )
      }
      words={advice.words.length > 0 && (broken ? <div role="alert">{said}</div> : said)}
    >
      <p>{advice.body.map(spanOf)}</p>
      {advice.spent && <Spent {...advice.spent} />}
    </Note>
  )
}

function spanOf(span: Span, index: number): ReactNode {
  if (typeof span === 'string') return span
  if ('mono' in span) {
    return (
      <span key={index} className="font-mono text-label text-ink">
        {span.mono}
      </span>
    )
  }
  return (
    <strong key={index} className="font-semibold text-ink">
      {span.strong}
    </strong>
  )
}

function Words({ advice }: { advice: Advice }) {
  return (
    <>
      {advice.words.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {advice.details !== undefined && (
        <pre className="mt-2 overflow-x-auto rounded-control bg-sunk px-3 py-2">{pretty(advice.details)}</pre>
      )}
      {advice.links.map(({ url, description }) => (
        <p key={url}>
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            className="font-sans text-accent underline underline-offset-2"
          >
            {description}
          </a>
        </p>
      ))}
    </>
  )
}

/** Output tokens by use, where thoughts ate the limit. */
function Spent({ thoughts, limit }: { thoughts: number; limit: number }) {
  const share = Math.min(1, thoughts / Math.max(1, limit))
  return (
    <div className="max-w-90 pt-1 text-wire text-mute">
      <div className="flex h-2 bg-ink" aria-hidden="true">
        <div className="bg-faint" style={{ width: `${share * 100}%` }} />
      </div>
      <p className="flex justify-between">
        <span>thinking {whole(thoughts)}</span>
        <span>answer {whole(Math.max(0, limit - thoughts))}</span>
      </p>
    </div>
  )
}

/** `0:31` until that moment (epoch ms); null without one and after it. */
function useCountdown(until: number | undefined): string | null {
  const [now, setNow] = useState(() => Date.now())
  const over = until === undefined || now >= until
  useEffect(() => {
    if (over) return
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [over])
  if (over) return null
  const left = Math.ceil((until - now) / 1000)
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
}
