import { Capped } from './Capped.tsx'

interface Props {
  /** JSON or any other text, exact. Long base64 is shortened on the screen only. */
  text: string
}

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
  return (
    <Capped text={text}>
      {(shown) => (
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
      )}
    </Capped>
  )
}
