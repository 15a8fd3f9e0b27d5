export interface Example {
  title: string
  /** What it shows, in a few words. */
  about: string
  text: string
}

/** Three to begin with: a small program answers the first two as well as a model. */
export const examples: readonly Example[] = [
  {
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
    title: 'Table from a messy list',
    about: 'unordered notes in, a Markdown table out',
    text: `Make a Markdown table with the columns Item, Quantity, Unit, Price. Sort by price, highest first. Leave a cell empty where nothing is said.

flour 2 kg at 1.10, three lemons (0.45 each), olive oil - 750 ml, 8.90
yeast, two sachets; salt?
butter 250g 2.79`,
  },
  {
    title: 'Solve an equation',
    about: 'a formula, step by step',
    text: 'Solve x^2 - 5x + 6 = 0 and show the steps.',
  },
]
