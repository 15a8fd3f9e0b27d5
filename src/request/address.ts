/** Where a share link stands in an address. Part of the first load; what reads the link itself is not. */

const READABLE = /^#\/(?:prompt|chat)\?./
/** Also with nothing after its head: a link that was cut there is one still, and the reader has to be told. */
const PACKED = /^#s\d+(?=$|[^\w-]|[A-Za-z])/
/** Nothing of ours is as long: what is left of a link whose head was lost. */
const HEADLESS = /^#(?!\/).{16}/s

/** Percent-encoding undone once. What is no UTF-8 becomes a blank, which no link holds. */
export const decode = (text: string): string =>
  text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      return ' '
    }
  })

/** Programs that pass links on encode them, some of them what is encoded already. */
export const MOST_ENCODED = 3

/** A fragment as it should read, however often it was encoded on its way; null where it is no link. */
function linkOf(fragment: string): string | null {
  let text = fragment.replace(/^%23/, '#')
  for (let round = 0; round <= MOST_ENCODED; round++) {
    const link = text.replace(/^#[^\w%]*(?=s\d)/, '#')
    // Its values stay as they are: `%26` in a text is not the end of it.
    if (READABLE.test(link) || PACKED.test(link)) return link
    text = `#${decode(text).replace(/^#+/, '')}`
  }
  return HEADLESS.test(fragment) ? fragment : null
}

/** Parts of `location`. */
export type Address = Pick<Location, 'pathname' | 'search' | 'hash'>

/** A `#` that was encoded, and what follows it: then it is no fragment any more, and came by way of the host. */
const ENCODED = /%(?:25)*23.*$/s

/**
 * The share link in an address, `#s2=…` or `#/prompt?…`; null where there is none. One whose `#` was encoded stands in the
 * path: `/%23s2=…`.
 */
export function linkIn({ pathname, search, hash }: Address): string | null {
  const [inPath] = ENCODED.exec(pathname + search) ?? []
  return linkOf(hash) ?? (inPath === undefined ? null : linkOf(inPath + hash))
}

/** The address of the page itself: without fragment, and without what became of one. */
export const pageOf = ({ pathname, search }: Omit<Address, 'hash'>): string =>
  (pathname + search).replace(ENCODED, '').replace(/\?$/, '')
