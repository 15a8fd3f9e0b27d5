import { memo, useEffect, useState } from 'react'
import { CopyButton } from '../CopyButton.tsx'
import { runsOf } from './direction.ts'
import { inIdle } from './idle.ts'
import type { Run, highlight } from './highlight.ts'

/** Highlighting cannot be interrupted; beyond this it would hold up a frame. Characters. */
const longestHighlighted = 12_000
const linesPerPiece = 40

let highlighter: Promise<{ highlight: typeof highlight } | undefined> | undefined

/** Asked for once: the bundler looks through the page's links at every `import()`. */
function load() {
  highlighter ??= import('./highlight.ts').catch(() => {
    highlighter = undefined
    return undefined
  })
  return highlighter
}

/** Cuts after every fortieth line: the browser skips the pieces off screen, and a finished one is never touched again. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let start = 0
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (++lines % linesPerPiece > 0) continue
    pieces.push(text.slice(start, at + 1))
    start = at + 1
  }
  if (start < text.length) pieces.push(text.slice(start))
  return pieces
}

/** Words that run right to left are set apart, so that they do not reorder the code around them. */
function Code({ text }: { text: string }) {
  return (
    runsOf(text)?.map((run, index) =>
      // oxlint-disable-next-line react/no-array-index-key -- runs have no identity but their place
      index % 2 === 1 ? <bdi key={index}>{run}</bdi> : run,
    ) ?? text
  )
}

const Piece = memo(({ text }: { text: string }) => (
  <span className="md-lines">
    <Code text={text} />
  </span>
))

function Words({ runs }: { runs: readonly Run[] }) {
  // Runs have no identity but their place.
  return runs.map(({ text, kind }, index) =>
    kind === 'plain' ? (
      // oxlint-disable-next-line react/no-array-index-key
      <Code key={index} text={text} />
    ) : (
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className={kind === 'keyword' ? 'md-keyword' : 'md-comment'}>
        <Code text={text} />
      </span>
    ),
  )
}

interface Props {
  text: string
  language?: string | undefined
  /** The fence is still open: text comes, nothing is highlighted yet, the caret stands at its end. */
  open?: boolean
}

/** A block of code with its copy button. Finished code is highlighted once, in an idle moment. */
export const CodeBlock = memo(function CodeBlock({ text, language, open = false }: Props) {
  const [lit, setLit] = useState<{ text: string; runs: Run[] }>()
  useEffect(() => {
    if (open || !language || text.length > longestHighlighted) return
    let gone = false
    const cancel = inIdle(() => {
      // Code without highlighting is still code: a chunk that does not load is no failure.
      void load().then((module) => {
        const runs = gone ? undefined : module?.highlight(text, language)
        return runs && setLit({ text, runs })
      })
    })
    return () => {
      gone = true
      cancel()
    }
  }, [open, language, text])
  return (
    <div className="md-code">
      {/* Long lines scroll, and the keyboard can reach them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>
        <code className={language && `language-${language}`}>
          {lit?.text === text ? (
            <Words runs={lit.runs} />
          ) : (
            // Pieces are only ever appended.
            // oxlint-disable-next-line react/no-array-index-key
            piecesOf(text).map((piece, index) => <Piece key={index} text={piece} />)
          )}
          {open && <span className="md-caret" />}
        </code>
      </pre>
      {!open && (
        <div className="md-copy">
          <CopyButton size={24} variant="bordered" label="Copy block" text={() => text} />
        </div>
      )}
    </div>
  )
})
