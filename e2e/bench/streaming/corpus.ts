/** The texts that are streamed. The mixed one holds what answers hold; the others are one block each. */

const section = (n: number) => `## ${n}. Retrying without a stampede

Both policies draw a **random delay** below a ceiling that doubles with each attempt, and *neither* waits longer than
the cap. See [the notes of round ${n}](https://example.com/notes/${n}) for the reasoning, and \`Retry-After\` for what
the server itself asks for.

- Full jitter draws from the whole range, from zero up.
- Equal jitter keeps half of the delay and draws the rest.
  - It never answers at once, which is the point.
  - It spends on average \`0.75\` of the ceiling.
- A header of the server **wins over both**.

| Attempt | Ceiling, s | Full, mean s | Equal, mean s |
| ------- | ---------: | -----------: | ------------: |
| 0       |        1.0 |         0.50 |          0.75 |
| 2       |        4.0 |         2.00 |          3.00 |
| 5       |       32.0 |        16.00 |         24.00 |

\`\`\`ts
export function delay(attempt: number, retryAfter?: number): number {
  if (retryAfter !== undefined) return retryAfter * 1000
  const ceiling = Math.min(32_000, 1000 * 2 ** attempt)
  return Math.random() * ceiling // full jitter, round ${n}
}
\`\`\`

### What to watch

1. The share of requests that are tried again.
2. The time until the *last* of them has an answer, which is what people feel.
3. How many give up; a client that gives up in silence is worse than one that waits.

> A retry is a promise to the server that this request is worth more than the next one.

Choose it when a retry below a known recovery time is certain to fail: the floor spends no calls there. It pays with
half the spread, so a large fleet should prefer the first policy, and measure before it changes its mind.

`

const words =
  'the quick reader of a long answer waits for no one and notices every frame that comes late'.split(' ')

function until(size: number, piece: (n: number) => string): string {
  let text = ''
  for (let n = 1; text.length < size; n++) text += piece(n)
  return text.slice(0, size)
}

const phrase = (n: number, length: number) =>
  Array.from({ length }, (_, index) => words[(n * 7 + index * 3) % words.length]).join(' ')

const shapes: Record<string, (size: number) => string> = {
  mixed: (size) => until(size, section),
  fence: (size) =>
    `\`\`\`ts\n${until(size - 12, (n) => `const value${n} = compute(${n}, 'x') // ${phrase(n, 3)}\n`)}\n\`\`\`\n`,
  list: (size) => until(size, (n) => `- **Item ${n}** ${phrase(n, 8)} \`code ${n}\`\n`),
  table: (size) =>
    `| n | what | how |\n| --: | --- | --- |\n${until(size, (n) => `| ${n} | ${phrase(n, 4)} | \`${n}\` |\n`)}`,
  paragraph: (size) => until(size, (n) => `Sentence ${n} says that **${phrase(n, 2)}** is ${phrase(n, 9)}. `),
}

/** What a hostile server sends to make the page stand still. */
Object.assign(shapes, {
  quotes: () => `${'> '.repeat(5000)}deep`,
  line: () => phrase(1, 200_000),
  links: () => until(2_700_000, (n) => `[link ${n}](https://e.test/${n}) `),
  rows: () => `| a | b |\n| - | - |\n${until(300_000, (n) => `| ${n} | ${phrase(n, 4)} |\n`)}`,
  openers: () => '*a _b [c '.repeat(20_000),
  lists: () => until(60_000, (n) => `${' '.repeat(n * 2)}- deeper\n`),
} satisfies typeof shapes)

/** @param size characters; the hostile ones have their own. */
export function corpus(shape: string, size: number): string {
  const make = shapes[shape]
  if (!make) throw new Error(`No shape ${shape}.`)
  return make(size)
}
