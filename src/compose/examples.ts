/** What a newcomer may begin with. The demo truly answers each: what comes, and when, is recorded from it. */
import { draftOf } from '../request/draft.ts'
import { loadPart } from '../ui/parts.ts'
import { fillPrompt } from '../state/prompt/prompt.ts'
import { goTo } from '../state/shell/workspace.ts'
import strips from './exampleStrips.json'
import { sampleFile } from './samples.ts'
import type { DraftPart } from '../request/draft.ts'

export interface Example {
  /** Names its recorded time line. */
  id: keyof typeof strips
  /** What it shows, in a word. */
  shows: string
  title: string
  /** One line under the title. */
  about: string
  text: string
  /** A sample picture that goes with it. */
  sample?: string
}

export const examples: readonly Example[] = [
  {
    id: 'trace',
    shows: 'Text',
    title: 'Explain a stack trace',
    about: 'code in, prose and code out',
    text: `Explain this stack trace: what failed, why, and the smallest fix.

TypeError: Cannot read properties of undefined (reading 'map')
    at renderRows (table.tsx:42:31)
    at Table (table.tsx:17:10)
    at renderWithHooks (react-dom.js:16305:18)

// table.tsx
40  function renderRows(page?: Page) {
41    // page is fetched; undefined until it arrives
42    return page.rows.map((row) => <Row key={row.id} {...row} />)
43  }`,
  },
  {
    id: 'table',
    shows: 'Table',
    title: 'Table from a messy list',
    about: 'loose notes in, a Markdown table out',
    text: `Make a Markdown table with the columns Item, Quantity, Unit, Price. Sort by price, highest first. Leave a cell empty where nothing is said.

flour 2 kg at 1.10, three lemons (0.45 each), olive oil - 750 ml, 8.90
yeast, two sachets; salt?
butter 250g 2.79`,
  },
  {
    id: 'equation',
    shows: 'Maths',
    title: 'Solve an equation',
    about: 'formulas, step by step',
    text: 'Solve x^2 - 5x + 6 = 0 and show the steps.',
  },
  {
    id: 'json',
    shows: 'JSON',
    title: 'CSV into JSON',
    about: 'numbers become numbers, in a code block',
    text: `Convert this CSV to JSON:

item,quantity,unit_price
Keyboard,2,49.90
Monitor,1,219.00
USB cable,5,6.50`,
  },
  {
    id: 'picture',
    shows: 'Image',
    title: 'Measure a picture',
    about: 'size and main colours of chart.png',
    text: 'How large is this picture, and what are its main colours?',
    sample: 'chart.png',
  },
  {
    id: 'formatting',
    shows: 'Markdown',
    title: 'Every kind of formatting',
    about: 'a longer answer: lists, table, code, maths',
    text: 'Show me all kinds of formatting',
  },
]

/** The time line of an example's answer in the demo. A beat is recorded as `350a120`: at ms, an answer, bytes. */
export function stripOf({ id }: Example) {
  const { beats, elapsed } = strips[id]
  return {
    elapsed,
    beats: Array.from(beats.matchAll(/(\d+)a(\d+)/g), ([, at, bytes]) => ({
      at: Number(at),
      kind: 'answer' as const,
      bytes: Number(bytes),
    })),
  }
}

/** The one whose sample is on its way: a later choice wins. */
let chosen = 0

async function partsOf({ text, sample }: Example): Promise<DraftPart[]> {
  if (sample === undefined) return [{ text }]
  const { addImage } = await loadPart(() => import('../state/images/images.ts'))
  const added = await addImage(await sampleFile(sample))
  if (!added.ok) throw new Error(added.reason)
  return [{ media: added.ref }, { text }]
}

/**
 * Puts an example in place, where it waits for Run: with a key a run costs money. What stood there is one Undo away.
 * @throws where its sample does not arrive; then nothing has changed
 */
export async function chooseExample(example: Example): Promise<void> {
  chosen += 1
  const mine = chosen
  const parts = await partsOf(example)
  if (mine !== chosen) return
  goTo('prompt')
  fillPrompt(draftOf(parts))
  // Drawn first, where another workspace was on the screen.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-run] button')?.focus())
}
