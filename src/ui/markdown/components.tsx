import { useRef } from 'react'
import { CopyButton } from '../CopyButton.tsx'
import { CodeBlock } from './CodeBlock.tsx'
import { Link } from './Link.tsx'
import { Mark } from './Mark.tsx'
import { Maths } from './Maths.tsx'
import { Picture } from './Picture.tsx'
import { readTable } from './selection.ts'
import type { Element } from 'hast'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import type { Components } from 'react-markdown'
import type { Direction } from './direction.ts'

/** Footnotes point inside the answer. The address bar belongs to the app, so the jump is made here. */
function jump(event: MouseEvent<HTMLAnchorElement>): void {
  event.preventDefault()
  const target = document.getElementById(event.currentTarget.hash.slice(1))
  target?.scrollIntoView({ block: 'nearest' })
  target?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true })
}

function FootnoteLink({ href, children, ...rest }: ComponentProps<'a'>) {
  return (
    <a href={href} {...rest} onClick={jump}>
      {children}
    </a>
  )
}

function classesOf(element: Element | undefined): string[] {
  const names = element?.properties['className']
  return Array.isArray(names) ? names.map(String) : []
}

function textOf(element: Element | undefined): string {
  const [first] = element?.children ?? []
  return first?.type === 'text' ? first.value : ''
}

/** A wide table scrolls by itself, and the keyboard can reach it; what copies it does not scroll with it. */
export function TableFrame({ dir, children }: { dir?: Direction | undefined; children: ReactNode }) {
  const table = useRef<HTMLTableElement>(null)
  const read = () => (table.current ? readTable(table.current) : { text: '', html: '' })
  return (
    <div className="md-table-frame">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="md-table" role="group" aria-label="Table" tabIndex={0}>
        <table ref={table} dir={dir}>
          {children}
        </table>
      </div>
      <div className="md-copy">
        <CopyButton
          size={24}
          variant="bordered"
          label="Copy table"
          text={() => read().text}
          html={() => read().html}
        />
      </div>
    </div>
  )
}

/** What stands for the elements of a Markdown tree. Both renderers use it, react-markdown and our own. */
export const components: Components = {
  a({ node, children, href = '', ...rest }) {
    const { dataFootnoteRef, dataFootnoteBackref, dataText } = node?.properties ?? {}
    // Only mdast-util-to-hast sets these two; Markdown itself cannot set attributes.
    if (dataFootnoteRef !== undefined || dataFootnoteBackref !== undefined) {
      return (
        <FootnoteLink href={href} {...rest}>
          {children}
        </FootnoteLink>
      )
    }
    return (
      <Link address={href} text={typeof dataText === 'string' ? dataText : ''}>
        {children}
      </Link>
    )
  },
  img({ node, src, alt = '' }) {
    return (
      <Picture
        address={typeof src === 'string' ? src : ''}
        alt={alt}
        insideLink={node?.properties['dataInLink'] === true}
      />
    )
  },
  pre({ node }) {
    const code = node?.children.find((child) => child.type === 'element')
    const classes = classesOf(code)
    if (classes.includes('math-display')) return <Maths tex={textOf(code)} display />
    const language = classes.find((name) => name.startsWith('language-'))?.slice('language-'.length)
    return <CodeBlock text={textOf(code)} language={language} open={node?.properties['dataOpen'] === true} />
  },
  code({ node, children, className }) {
    const classes = classesOf(node)
    if (classes.includes('math-inline')) return <Maths tex={textOf(node)} />
    if (classes.includes('math-display')) return <Maths tex={textOf(node)} display />
    return <code className={className}>{children}</code>
  },
  // HTML is text here: the only buttons are marks.
  button({ node }) {
    return <Mark number={Number(node?.properties['dataMark'])} />
  },
  table({ node, children }) {
    const dir = node?.properties['dir']
    return <TableFrame dir={dir === 'rtl' || dir === 'ltr' ? dir : undefined}>{children}</TableFrame>
  },
}
