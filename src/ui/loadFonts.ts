import mono from '@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2?url'
import sans from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'

/** A face that comes later is for the next visit: a page does not change under the eyes of who has begun to read it. */
const LONGEST_WAIT_MS = 3000

/** The families before ours in `index.css`: a system that has one of them downloads nothing. */
const own = [
  { url: sans, before: "-apple-system, 'Segoe UI', Roboto" },
  { url: mono, before: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas" },
]

/** Whether this system has one of the families: text in them is as wide as in the last resort where it has none. */
function has(families: string): boolean {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return false
  const widthIn = (font: string) => {
    context.font = `100px ${font}`
    return context.measureText('Wide iii 123').width
  }
  return ['serif', 'cursive'].every((last) => widthIn(`${families}, ${last}`) !== widthIn(last))
}

const preloaded = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const link = document.createElement('link')
    Object.assign(link, { rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: '', href: url })
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', reject)
    document.head.append(link)
  })

/**
 * Brings in our faces where the system has none as good. The files come first and their rules after them: Chromium gives
 * up an optional face for good that it had to wait for once the page is drawn.
 * @throws where a file does not arrive; the page keeps its faces
 */
export async function loadFonts(): Promise<void> {
  const wanted = own.filter(({ before }) => !has(before))
  if (wanted.length === 0) return
  const begun = performance.now()
  await Promise.all(wanted.map(({ url }) => preloaded(url)))
  if (performance.now() - begun < LONGEST_WAIT_MS) await import('./fonts.css')
}
