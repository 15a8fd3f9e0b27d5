import { memo } from 'react'

const Paragraph = memo(({ text }: { text: string }) => <p className="mb-3 last:mb-0">{text}</p>)

/** A piece longer than this is cut, so that no single element costs more than a frame to lay out. */
const pieceLength = 4000

function* piecesOf(text: string): Generator<string> {
  for (const paragraph of text.split(/\n{2,}/)) {
    for (let at = 0; at < paragraph.length; at += pieceLength) yield paragraph.slice(at, at + pieceLength)
  }
}

/** Text as it is, one element a paragraph: while the renderer loads, and for what is too costly to render. */
export function PlainText({ text }: { text: string }) {
  return (
    <div className="max-w-[35em] text-prose [overflow-wrap:anywhere] whitespace-pre-wrap [&>p]:[contain-intrinsic-size:auto_96px] [&>p]:[content-visibility:auto]">
      {[...piecesOf(text)].map((piece, index) => (
        // Pieces are only ever appended.
        // oxlint-disable-next-line react/no-array-index-key
        <Paragraph key={index} text={piece} />
      ))}
    </div>
  )
}
