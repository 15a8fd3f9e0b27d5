/**
 * Model output as safe Markdown: settled text through react-markdown, growing text through a renderer of our own
 * that ends in the same DOM. HTML is text but for a few tags, nothing fetched, links opened by a click alone.
 * Nothing here knows Gemini. Other rooms import `Markdown.tsx` alone; the rest of the folder loads lazily.
 */
import { Suspense } from 'react'
import { ErrorBoundary } from '../ErrorBoundary.tsx'
import { lazyPart } from '../parts.ts'
import { PlainText } from './PlainText.tsx'
import type { Marks } from './Mark.tsx'

export type { Marks }

const load = () => import('./Rendered.tsx')
const Rendered = lazyPart(async () => ({ default: (await load()).Rendered }))

/**
 * An answer as HTML for the clipboard: an allow-list of elements, formulas as TeX, nothing that loads or runs.
 * @param text Markdown.
 */
export async function markdownHtml(text: string): Promise<string> {
  const { copyHtml } = await import('./copyHtml.ts')
  return copyHtml(text)
}

interface Props {
  /** The Markdown source. While `live` it only grows; any other change starts over. */
  text: string
  /** More text is coming: a caret stands at the end, and what is half written is not shown raw. */
  live?: boolean
  /** Buttons at places of the source, once it has ended; they change no word of it. */
  marks?: Marks | undefined
}

/**
 * Renders untrusted Markdown (GFM and maths). Keep the element mounted when `live` turns false: the DOM that
 * was streamed is then kept as it is. The parser loads with the first use; until then the text stands plain.
 */
export function Markdown({ text, live = false, marks }: Props) {
  return (
    <ErrorBoundary
      name="the formatting"
      renderNote={(note) => (
        <>
          <PlainText text={text} />
          <div className="pt-4">{note}</div>
        </>
      )}
    >
      <Suspense fallback={<PlainText text={text} />}>
        <Rendered text={text} live={live} marks={marks} />
      </Suspense>
    </ErrorBoundary>
  )
}
