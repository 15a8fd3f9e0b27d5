export interface Example {
  title: string
  /** What it shows, in a few words. */
  about: string
  text: string
  /** Taken for this example where it needs a certain one. */
  model?: string
}

const stackTrace: Example = {
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
}

const table: Example = {
  title: 'Table from a messy list',
  about: 'unordered notes in, a Markdown table out',
  text: `Make a Markdown table with the columns Item, Quantity, Unit, Price. Sort by price, highest first. Leave a cell empty where nothing is said.

flour 2 kg at 1.10, three lemons (0.45 each), olive oil - 750 ml, 8.90
yeast, two sachets; salt?
butter 250g 2.79`,
}

const rateLimit: Example = {
  title: 'Meet a rate limit',
  about: 'demo-rate-limited, fails on purpose',
  text: 'This request meets a quota: see what the API says, and how long it asks to wait.',
  model: 'demo-rate-limited',
}

const jitter: Example = {
  title: 'Compare two ways to retry',
  about: 'a formula, a table and a function',
  text: `Compare full jitter and equal jitter for retrying 429s from an HTTP API.

Give the expected delay before attempt n as a formula, a short table for base 1 s and cap 32 s, and a TypeScript function without dependencies.`,
}

/** Three that run at once. @param demo the demo has models that fail on purpose, the API has not. */
export function examples(demo: boolean): Example[] {
  return demo ? [stackTrace, table, rateLimit] : [stackTrace, table, jitter]
}
