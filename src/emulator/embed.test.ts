import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { toBase64 } from './base64.ts'
import { createHandle } from './handle.ts'
import { noPace } from './plan.ts'
import { loadWords } from './loadWords.ts'
import type { Loaded } from './loadWords.ts'
import { encodePng } from './png.ts'
import { wordsOnDisk } from './wordsOnDisk.ts'

const handle = createHandle({ pace: noPace, words: wordsOnDisk })
const wordless = createHandle({ pace: noPace })

async function embed(text: string, more: object = {}, model = 'demo-embedding', by = handle) {
  const request = new Request(`https://emulator.invalid/v1beta/models/${model}:embedContent`, {
    method: 'POST',
    body: JSON.stringify({ content: { parts: [{ text }] }, ...more }),
  })
  const body = (await (await by(request)).json()) as {
    embedding?: { values: number[] }
    usageMetadata?: object
    error?: { message: string }
  }
  return { values: body.embedding?.values ?? [], usage: body.usageMetadata, error: body.error?.message ?? '' }
}

const length = (vector: readonly number[]) => Math.hypot(...vector)
const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) / length(a) / length(b)

const post = (body: object) =>
  handle(
    new Request('https://emulator.invalid/v1beta/models/demo-embedding:batchEmbedContents', {
      method: 'POST',
      body: JSON.stringify(body),
    }),
  )

const paint = async (colour: number[], width: number) => {
  const rgba = Uint8Array.from({ length: width * 8 * 4 }, (_, at) => colour[at % 4] ?? 0)
  return toBase64(await encodePng({ width, height: 8, rgba }))
}

const embedImage = async (data: string, model: string) => {
  const content = { parts: [{ inlineData: { mimeType: 'image/png', data } }] }
  return embed('', { content }, model)
}

const sorted = (list: (readonly [number, number])[]) =>
  list.toSorted(([, a], [, b]) => b - a).map(([at]) => at)

describe('an embedding', () => {
  let cat: number[]
  beforeAll(async () => {
    cat = (await embed('The cat sat on the mat')).values
  })

  it('puts similar texts near and others far', async () => {
    expect(cosine(cat, (await embed('A cat sits on a mat')).values)).toBeGreaterThan(0.5)
    expect(Math.abs(cosine(cat, (await embed('Stock markets fell sharply today')).values))).toBeLessThan(0.2)
  })

  it('knows meaning: the same in other words is nearer than other things in the same words', async () => {
    const [bike, paraphrase, trap] = await Promise.all(
      ['She repaired the bicycle', 'He fixed a bike', 'She denied the allegation'].map((text) => embed(text)),
    )
    const near = cosine(bike?.values ?? [], paraphrase?.values ?? [])
    expect(near).toBeGreaterThan(cosine(bike?.values ?? [], trap?.values ?? []) + 0.3)
  })

  it('goes by spelling for words that nobody knows, and everywhere without word vectors', async () => {
    const [one, typo, other] = await Promise.all(
      ['zyxglorbine', 'zyxglorbines', 'qwvattumkel'].map((text) => embed(text)),
    )
    expect(cosine(one?.values ?? [], typo?.values ?? [])).toBeGreaterThan(0.6)
    expect(Math.abs(cosine(one?.values ?? [], other?.values ?? []))).toBeLessThan(0.15)
    const plain = await embed('The cat sat on the mat', {}, 'demo-embedding', wordless)
    const near = await embed('The cat sat on a mat', {}, 'demo-embedding', wordless)
    const far = await embed('Stock markets fell sharply', {}, 'demo-embedding', wordless)
    expect(cosine(plain.values, near.values)).toBeGreaterThan(0.8)
    expect(Math.abs(cosine(plain.values, far.values))).toBeLessThan(0.15)
  })

  it.each(['The cat sat on the mat', 'zyxglorbine', 'a', '!', '  x  ', '東京'])(
    'is dense: %j',
    async (text) => {
      for (const by of [handle, wordless]) {
        const { values } = await embed(text, {}, 'demo-embedding', by)
        expect(values.filter((value) => value === 0)).toEqual([])
        expect(length(values)).toBeCloseTo(1, 5)
      }
    },
  )

  it('keeps the order of neighbours in a prefix', async () => {
    const texts = [
      'The cat sat on the mat',
      'A kitten lay on the rug',
      'Prices rose again',
      'The dog ran away',
    ]
    const order = async (outputDimensionality: number) => {
      const all = await Promise.all(texts.map((text) => embed(text, { outputDimensionality })))
      const [first, ...rest] = all.map(({ values }) => values)
      return rest.map((values, at) => [at, cosine(first ?? [], values)] as const)
    }
    expect(sorted(await order(128))).toEqual(sorted(await order(3072)))
  })

  it('has 3072 numbers of length 1, and a prefix that only the later model normalises', async () => {
    expect([cat.length, length(cat)]).toEqual([3072, expect.closeTo(1, 5)])
    const older = (await embed('The cat sat on the mat', { outputDimensionality: 768 })).values
    expect(older).toEqual(cat.slice(0, 768))
    expect(length(older)).toBeLessThan(0.999)
    expect(
      length((await embed('The cat', { outputDimensionality: 768 }, 'gemini-embedding-2')).values),
    ).toBeCloseTo(1, 5)
  })

  it('leans on the task type in the older model alone; the later one reads prefixes', async () => {
    const task = { taskType: 'RETRIEVAL_QUERY' }
    const leaning = cosine(cat, (await embed('The cat sat on the mat', task)).values)
    expect([leaning > 0.9, leaning < 0.9999]).toEqual([true, true])
    const [plain, tasked, prefixed] = await Promise.all([
      embed('cat', {}, 'demo-embedding-2'),
      embed('cat', task, 'demo-embedding-2'),
      embed('task: search result | query: cat', {}, 'demo-embedding-2'),
    ])
    expect(tasked.values).toEqual(plain.values)
    expect(prefixed.values).not.toEqual(plain.values)
  })

  it('reports usage for the later model alone, in its own spelling', async () => {
    expect((await embed('cat')).usage).toBeUndefined()
    expect((await embed('cat', {}, 'gemini-embedding-2')).usage).toEqual({
      promptTokenCount: 1,
      promptTokenDetails: [{ modality: 'TEXT', tokenCount: 1 }],
    })
  })

  it.each([
    ['', {}, 'content is not specified'],
    ['a', { outputDimensionality: 64 }, '[128, 3072]'],
    ['a', { title: 'T', taskType: 'CLUSTERING' }, 'title is only valid'],
    ['a '.repeat(2100), {}, 'exceeds the maximum number of tokens'],
  ])('is refused for %.5j with %j', async (text, more, words) => {
    expect((await embed(text, more)).error).toContain(words)
  })

  it('takes at most 100 in a batch', async () => {
    const requests = Array.from({ length: 101 }, () => ({
      model: 'models/demo-embedding',
      content: { parts: [{ text: 'a' }] },
    }))
    expect(await (await post({ requests })).json()).toMatchObject({
      error: { message: '* BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch\n' },
    })
    expect(
      ((await (await post({ requests: requests.slice(1) })).json()) as { embeddings: unknown[] }).embeddings,
    ).toHaveLength(100)
  })

  it('puts pictures of the same colour near each other, and refuses them for text models', async () => {
    const pictures = await Promise.all([
      paint([200, 0, 0, 255], 8),
      paint([210, 5, 5, 255], 9),
      paint([0, 0, 200, 255], 8),
    ])
    const [red, alsoRed, blue] = await Promise.all(
      pictures.map((data) => embedImage(data, 'demo-embedding-2')),
    )
    const near = cosine(red?.values ?? [], alsoRed?.values ?? [])
    expect(near).toBeGreaterThan(cosine(red?.values ?? [], blue?.values ?? []) + 0.3)
    expect((await embedImage(pictures[0] ?? '', 'demo-embedding')).error).toContain('takes text only')
  })
})

const files = (change: (data: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> = (data) => data) =>
  (async (address: URL) => {
    const data = await readFile(
      new URL(`../../public/demo-words/${address.pathname.split('/').at(-1)}`, import.meta.url),
    )
    return new Response(change(Uint8Array.from(data)))
  }) as typeof fetch

describe('the word vectors', () => {
  const folder = new URL('https://page.example/demo-words/')
  it('are loaded with progress that ends at the whole', async () => {
    const heard: Loaded[] = []
    const words = await loadWords(folder, (loaded) => heard.push(loaded), files())
    const told = (word: string) => words.add(word, new Float64Array(80), 1)
    expect([told('bicycle') > 0.9, told('bicycles') > 0.9, told('the') < 0.1, told('zyxglorbine')]).toEqual([
      true,
      true,
      true,
      0,
    ])
    expect(heard.at(-1)).toEqual({ bytes: 3_318_336, total: 3_318_336 })
    expect(heard.every(({ bytes }, at) => at === 0 || bytes > (heard[at - 1]?.bytes ?? 0))).toBe(true)
  })

  it('are refused when they are not whole, and asked for again with the next text', async () => {
    let calls = 0
    const failing = createHandle({
      pace: noPace,
      words: () =>
        loadWords(
          folder,
          () => {},
          files((data) => (++calls > 2 ? data : data.slice(8))),
        ),
    })
    expect((await embed('cat', {}, 'demo-embedding', failing)).error).toContain('could not be loaded')
    expect((await embed('cat', {}, 'demo-embedding', failing)).values).toHaveLength(3072)
    expect((await embed('dog', {}, 'demo-embedding', failing)).values).toHaveLength(3072)
    expect(calls).toBe(4)
  })

  it('are not loaded before something is embedded', async () => {
    let calls = 0
    const lazy = createHandle({
      pace: noPace,
      words: () => {
        calls++
        return wordsOnDisk()
      },
    })
    const body = JSON.stringify({ contents: [{ parts: [{ text: 'Hi' }] }] })
    const address = 'https://emulator.invalid/v1beta/models/demo-flash:generateContent'
    expect((await lazy(new Request(address, { method: 'POST', body }))).status).toBe(200)
    expect(calls).toBe(0)
  })
})
