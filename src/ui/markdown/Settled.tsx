import { memo } from 'react'
import ReactMarkdown from 'react-markdown'
import { components } from './components.tsx'
import { markBlocks } from './marks.ts'
import { remarkPlugins, toHastOptions } from './syntax.ts'
import { tidy } from './tidy.ts'
import type { Root } from 'hast'
import type { Place } from './marks.ts'

interface Props {
  text: string
  idPrefix: string
  places: readonly Place[]
}

/** A whole text through react-markdown: the reference for what the streaming renderer must end in. */
export const Settled = memo(function Settled({ text, idPrefix, places }: Props) {
  const finish = () => (tree: Root) => {
    tidy(tree, idPrefix)
    markBlocks(tree, text, places)
  }
  return (
    <ReactMarkdown
      remarkPlugins={remarkPlugins}
      remarkRehypeOptions={toHastOptions(idPrefix)}
      rehypePlugins={[finish]}
      components={components}
      // Our `a` and `img` judge addresses themselves, more strictly than the default does.
      urlTransform={(address) => address}
    >
      {text}
    </ReactMarkdown>
  )
})
