import { memo } from 'react'
import ReactMarkdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { Streamdown } from 'streamdown'
import { Markdown } from '../../../src/ui/markdown/Markdown.tsx'
import type { ReactNode } from 'react'

/** Draws the text so far. */
export type Draw = (props: { text: string; live: boolean }) => ReactNode

const Paragraph = memo(({ text }: { text: string }) => <p>{text}</p>)

export const draws: Record<string, Draw> = {
  noop: () => null,
  // oxlint-disable-next-line react/no-array-index-key -- paragraphs only come to the end
  plain: ({ text }) => text.split('\n\n').map((one, index) => <Paragraph key={index} text={one} />),
  renderer: ({ text, live }) => <Markdown text={text} live={live} />,
  streamdown: ({ text }) => <Streamdown>{text}</Streamdown>,
  'react-markdown': ({ text }) => <ReactMarkdown remarkPlugins={[remarkGfm]}>{text}</ReactMarkdown>,
}
