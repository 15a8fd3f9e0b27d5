import './find.css'

/** More marks than anybody looks at cost more than they tell. */
const MOST_MARKS = 2000

/** Every place of some words in the text on the screen, across the elements it is drawn in. */
function rangesIn(root: Element, wanted: string): Range[] {
  const nodes: { node: Text; from: number }[] = []
  let text = ''
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node: node as Text, from: text.length })
    text += node.nodeValue ?? ''
  }
  // Where small letters are longer than capitals the places would not be those of the text.
  const lower = text.toLocaleLowerCase()
  if (lower.length !== text.length) return []
  const ranges: Range[] = []
  let first = 0
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    while ((nodes[first + 1]?.from ?? Infinity) <= at) first++
    let last = first
    while ((nodes[last + 1]?.from ?? Infinity) < at + wanted.length) last++
    const range = document.createRange()
    range.setStart(nodes[first]!.node, at - nodes[first]!.from)
    range.setEnd(nodes[last]!.node, at + wanted.length - nodes[last]!.from)
    ranges.push(range)
    if (ranges.length >= MOST_MARKS) break
  }
  return ranges
}

/**
 * Marks words in the turns that are drawn, and keeps the marks while turns come and go.
 * @param here id of the turn that Find is at
 * @returns what takes the marks away
 */
export function markFound(words: string, here: string | undefined): () => void {
  const wanted = words.trim().toLocaleLowerCase()
  const log = document.querySelector('[role=log]')
  if (!log || wanted === '' || !('highlights' in CSS)) return () => undefined
  const mark = () => {
    const [others, current] = [new Highlight(), new Highlight()]
    for (const turn of log.querySelectorAll<HTMLElement>('[data-turn]')) {
      const highlight = turn.dataset['turn'] === here ? current : others
      for (const range of rangesIn(turn, wanted)) highlight.add(range)
    }
    CSS.highlights.set('found', others)
    CSS.highlights.set('found-here', current)
  }
  let frame = requestAnimationFrame(mark)
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(mark)
  })
  observer.observe(log, { childList: true, characterData: true, subtree: true })
  return () => {
    observer.disconnect()
    cancelAnimationFrame(frame)
    CSS.highlights.delete('found')
    CSS.highlights.delete('found-here')
  }
}
