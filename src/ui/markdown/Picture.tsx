import { Link } from './Link.tsx'
import { linkTarget } from './links.ts'

interface Props {
  address: string
  alt: string
  /** Inside a link there is no second one. */
  insideLink: boolean
}

/** An image of the Markdown text. It is never loaded, since loading would tell its host: words and a link stand for it. */
export function Picture({ address, alt, insideLink }: Props) {
  const target = linkTarget(address, '')
  return (
    <span className="md-image">
      {alt || 'Image'}
      {target && ' '}
      {target &&
        (insideLink ? (
          target.host
        ) : (
          <Link address={address} text="">
            {target.host}
          </Link>
        ))}
    </span>
  )
}
