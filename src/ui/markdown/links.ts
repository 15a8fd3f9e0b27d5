/** What is known about a link before anyone follows it. */
export interface LinkTarget {
  /** The address as the browser reads it, host in punycode. */
  href: string
  /** Host in punycode with its port; the mail address of a `mailto:`. */
  host: string
  /** The link says where it leads, and the host is an ordinary one. Otherwise the reader is asked first. */
  plain: boolean
}

const schemes = new Set(['http:', 'https:', 'mailto:'])
const longestPlainHost = 50
const longestPlainAddress = 300

function withoutDecoration(address: string): string {
  return address.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/\/$/, '')
}

function decoded(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

/**
 * Reads an address written by a model.
 * @param address as written; relative ones count as dead, they would lead into this page.
 * @param text what the link shows.
 * @returns undefined unless it is absolute http, https or mailto.
 */
export function linkTarget(address: string, text: string): LinkTarget | undefined {
  if (!/^(?:https?:\/\/|mailto:)/i.test(address) || !URL.canParse(address)) return undefined
  const url = new URL(address)
  if (!schemes.has(url.protocol)) return undefined
  const host = url.protocol === 'mailto:' ? url.pathname : url.host
  const saysWhere = [address, url.href, decoded(address)].some(
    (one) => withoutDecoration(one) === withoutDecoration(text),
  )
  const odd =
    url.username !== '' ||
    url.password !== '' ||
    /(?:^|\.)xn--/.test(url.hostname) ||
    // Letters that the browser reads as others: `ｅ.test`, `%65.test`.
    !address.toLowerCase().includes(url.hostname) ||
    host.length > longestPlainHost ||
    url.href.length > longestPlainAddress
  return { href: url.href, host, plain: saysWhere && !odd }
}
