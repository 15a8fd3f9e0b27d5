import { useMemo, useState } from 'react'
import { Button } from './Button.tsx'
import { size, whole } from './figures.ts'
import { shorten } from './json.ts'

interface Props {
  /** JSON or any other text, exact. Long base64 is shortened on the screen only. */
  text: string
}

/** Characters shown before "Show all": what a browser lays out without a pause. */
const CAP = 60_000
const BLOCK = 8000

/** Text in blocks that end at line ends, so that the browser can skip those out of sight. */
function blocks(text: string): string[] {
  const list: string[] = []
  for (let from = 0; from < text.length;) {
    const line = text.indexOf('\n', from + BLOCK)
    const to = line < 0 ? text.length : line + 1
    list.push(text.slice(from, to))
    from = to
  }
  return list
}

/** Wire text in mono: plain text nodes, capped until asked for more. */
export function JsonText({ text }: Props) {
  const [all, setAll] = useState(false)
  const short = useMemo(() => shorten(text), [text])
  const shown = all ? short : short.slice(0, CAP)
  return (
    <>
      <pre className="font-mono text-label wrap-anywhere whitespace-pre-wrap text-ink">
        {blocks(shown).map((block, index) => (
          <span
            // oxlint-disable-next-line react/no-array-index-key -- blocks are cut by position alone
            key={index}
            className="block [content-visibility:auto] [contain-intrinsic-block-size:auto_3200px]"
          >
            {block}
          </span>
        ))}
      </pre>
      {short.length > CAP && !all && (
        <p className="flex items-center gap-2 pt-2 text-label text-mute">
          {whole(CAP)} of {whole(short.length)} characters.
          <Button variant="bordered" size={24} onClick={() => setAll(true)}>
            Show all {size(short.length)}
          </Button>
        </p>
      )}
    </>
  )
}
