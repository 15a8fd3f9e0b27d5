import katex from 'katex'
import 'katex/dist/katex.min.css'

/** Longer expressions are no formula; typesetting time grows with length. */
const longestTex = 4000

/**
 * Typesets `tex` into `node`, or puts its source there when TeX is wrong or too long.
 * Untrusted: no commands that make links, classes or images, bounded expansion and sizes.
 */
export function draw(tex: string, node: HTMLElement, displayMode: boolean): void {
  try {
    if (tex.length > longestTex) throw new RangeError('too long to typeset')
    katex.render(tex, node, {
      displayMode,
      trust: false,
      strict: 'ignore',
      maxExpand: 200,
      maxSize: 10,
      throwOnError: true,
      // Commands that are not trusted stand as their source, in the colour of the words around: red fails on dark.
      errorColor: 'currentColor',
    })
  } catch {
    const source = document.createElement('code')
    source.textContent = tex
    node.replaceChildren(source)
  }
}
