import { memo } from 'react'
import ReactMarkdown from 'react-markdown'
import { components } from './components.tsx'
import { remarkPlugins, toHastOptions } from './syntax.ts'
import { tidy } from './tidy.ts'
import type { Root } from 'hast'

/** A whole text through react-markdown: the reference for what the streaming renderer must end in. */
export const Settled = memo(function Settled({ text, idPrefix }: { text: string; idPrefix: string }) {
  return (
    <ReactMarkdown
      remarkPlugins={remarkPlugins}
      remarkRehypeOptions={toHastOptions(idPrefix)}
      rehypePlugins={[() => (tree: Root) => tidy(tree, idPrefix)]}
      components={components}
      // Our `a` and `img` judge addresses themselves, more strictly than the default does.
      urlTransform={(address) => address}
    >
      {text}
    </ReactMarkdown>
  )
})
