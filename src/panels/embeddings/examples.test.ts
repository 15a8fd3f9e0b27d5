/** What the three examples say of themselves, against the vectors that a newcomer will see. */
import { describe, expect, it } from 'vitest'
import { createHandle } from '../../emulator/handle.ts'
import { noPace } from '../../emulator/plan.ts'
import { wordsOnDisk } from '../../emulator/wordsOnDisk.ts'
import { compare } from '../../vectors/pairs.ts'
import { examples } from './examples.ts'
import type { Example } from './examples.ts'

const handle = createHandle({ pace: noPace, words: wordsOnDisk })

async function embed(
  lines: readonly string[],
  taskType: string | undefined,
  outputDimensionality: number,
  model: string,
): Promise<number[][]> {
  const requests = lines.map((text) => ({
    model: `models/${model}`,
    content: { parts: [{ text }] },
    outputDimensionality,
    ...(taskType && { taskType }),
  }))
  const request = new Request(`https://emulator.invalid/v1beta/models/${model}:batchEmbedContents`, {
    method: 'POST',
    body: JSON.stringify({ requests }),
  })
  const { embeddings } = (await (await handle(request)).json()) as { embeddings: { values: number[] }[] }
  return embeddings.map(({ values }) => values)
}

const ranked = (from: readonly number[], vectors: readonly number[][]) =>
  vectors
    .map((vector, at) => ({ at, cosine: compare(from, vector, 'cosine') }))
    .filter(({ cosine }) => cosine < 0.9999)
    .toSorted((a, b) => b.cosine - a.cosine)

const nearest = (vectors: readonly number[][]) => vectors.map((one) => ranked(one, vectors)[0]?.at)

/** The neighbour of 0 is 1, of 1 is 0, of 2 is 3 ... */
const inPairs = (count: number) => Array.from({ length: count }, (_, at) => at ^ 1)

const [paraphrases, help, senses] = examples as [Example, Example, Example]

describe.each([
  ['demo-embedding', 3072],
  ['demo-embedding', 768],
  ['demo-embedding', 128],
  ['demo-embedding-2', 3072],
  ['demo-embedding-2', 128],
])('with %s at %i numbers', (model, size) => {
  it('each sentence is nearest to its paraphrase, not to the one that shares its words', async () => {
    const vectors = await embed(paraphrases.lines, paraphrases.taskType, size, model)
    expect(nearest(vectors).slice(0, 6)).toEqual(inPairs(6))
  })

  it('the query finds the entry on signing in first, then the one on passwords', async () => {
    const vectors = await embed(help.lines, help.taskType, size, model)
    const [query = []] = await embed([help.query ?? ''], 'RETRIEVAL_QUERY', size, model)
    const found = ranked(query, vectors)
    expect(found.slice(0, 2).map(({ at }) => help.lines[at])).toEqual([
      'I forgot the password and am unable to sign in',
      'How do I reset a password?',
    ])
    const words = new Set((help.query ?? '').split(' '))
    const first = (help.lines[found[0]?.at ?? 0] ?? '').toLowerCase().split(' ')
    expect(first.filter((word) => words.has(word))).toEqual([])
  })

  it('each sense finds its own', async () => {
    const vectors = await embed(senses.lines, senses.taskType, size, model)
    expect(nearest(vectors)).toEqual(inPairs(12))
  })
})
