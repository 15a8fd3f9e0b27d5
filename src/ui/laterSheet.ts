import url from '../later.css?url'

let sheet: Promise<void> | undefined

/**
 * The style sheet of all that is not in the first load, once it is there. By a link of our own: one that comes with an
 * import is asked for once a page, and one that failed, or is still on its way, counts as there from then on.
 * Rejects where it does not arrive; the next call asks again.
 */
export function laterSheet(): Promise<void> {
  sheet ??= new Promise((done, fail) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url })
    link.addEventListener('load', () => done())
    link.addEventListener('error', () => {
      sheet = undefined
      link.remove()
      fail(new Error('The style sheet did not arrive.'))
    })
    document.head.append(link)
  })
  return sheet
}
