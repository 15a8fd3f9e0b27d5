import { useId, useMemo } from 'react'
import { Settled } from './Settled.tsx'
import { normalize } from './syntax.ts'
import './markdown.css'

/** What `Markdown` shows once the parser has loaded. */
export function Rendered({ text, live }: { text: string; live: boolean }) {
  const idPrefix = `md${useId()}`
  const source = useMemo(() => normalize(text), [text])
  return (
    <div className="md" aria-busy={live}>
      <div className="md-group">
        <Settled text={source} idPrefix={idPrefix} />
      </div>
    </div>
  )
}
