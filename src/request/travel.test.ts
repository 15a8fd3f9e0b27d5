import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkIn } from './address.ts'
import { fromFile, toFile } from './file.ts'
import { fromLink, toLink } from './link.ts'
import { toRequest } from './doc.ts'
import { draftOf, turnOf } from './draft.ts'
import { toGenerateRequest } from './request.ts'
import { table } from './settings/table.ts'
import { harmCategories, safetyLevels } from './safety.ts'
import { Prompt } from './schema.ts'
import { Settings } from './settings/schema.ts'
import type { Turn } from './schema.ts'
import { setAt } from './settings/path.ts'
import type { Editor } from './settings/editors.ts'
import type { Config, Safety, Tabled } from './settings/table.ts'

/** Text of every kind: astral characters, lone surrogates, quotes, control characters. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("'", '"', '\\', '\n', '\u0000', '\u2028', '\ud800', '$', '`', 'é', '😀'),
    maxLength: 20,
  }),
)
const model = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/).filter((id) => !id.includes('..'))

const word = fc.string({ minLength: 1, maxLength: 20 })
/** Without what JSON and RFC 7396 do not hand on: `__proto__` keys, and nothing. */
const object = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.oneof(word, fc.integer(), fc.constant(null)),
)

function valueOf(editor: Editor): fc.Arbitrary<unknown> {
  switch (editor.kind) {
    case 'switch':
      return editor.onOnly ? fc.constant(true) : fc.boolean()
    case 'yes or no':
      return fc.boolean()
    case 'day':
      return fc
        .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10))
    case 'choice':
      return fc.constantFrom(...editor.options.map(({ value }) => value))
    case 'set':
      return fc.subarray(
        editor.options.map(({ value }) => value),
        { minLength: 1 },
      )
    case 'text':
      return word
    case 'speakers':
      return fc.array(
        fc.record({ speaker: word, voice: word, style: word }, { requiredKeys: ['speaker', 'voice'] }),
        {
          minLength: 1,
          maxLength: editor.most,
        },
      )
    case 'functions':
      return fc.array(fc.record({ declaration: fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/) }) }), {
        minLength: 1,
        maxLength: 3,
      })
    case 'json':
      return object
    case 'strings':
      return fc.array(word, { maxLength: editor.most })
    case 'own':
      return valueOf(editor.value)
    case 'slider':
    case 'number': {
      const { min, max, integer } = editor
      return integer
        ? fc.integer({ min, max })
        : fc.double({ min, max, noNaN: true }).map((value) => value + 0)
    }
  }
}

/** Every row but those that belong together, set or not. */
const rows = table.filter(({ group, editor }) => group !== 'safety' && editor.kind !== 'own')
const tabled = fc
  .record(Object.fromEntries(rows.map(({ path, editor }) => [path, valueOf(editor)])), { requiredKeys: [] })
  .map((values) =>
    Object.entries(values).reduce<object>((sofar, [path, value]) => setAt(sofar, path, value), {
      generationConfig: {},
    }),
  ) as fc.Arbitrary<Omit<Tabled, 'safety'> & { generationConfig: Config }>

/** Those of a schema belong together. */
const format: fc.Arbitrary<Config> = fc.oneof(
  fc.constant<Config>({}),
  fc
    .array(fc.tuple(text, text), { maxLength: 4 })
    .map((fields) =>
      fields
        .filter(([name]) => name !== '__proto__')
        .map(([name, description]) => [name, { type: 'string', description }]),
    )
    .map((fields): Config => ({
      responseMimeType: 'application/json',
      responseJsonSchema: { type: 'object', properties: Object.fromEntries(fields) },
    })),
  fc.array(text, { minLength: 1, maxLength: 4 }).map((values): Config => ({
    responseMimeType: 'text/x.enum',
    responseSchema: { type: 'STRING', enum: values },
  })),
)

const thresholds = safetyLevels.flatMap(({ threshold }) => (threshold ? [threshold] : []))
const safety = fc.record(
  Object.fromEntries(harmCategories.map(({ category }) => [category, fc.constantFrom(...thresholds)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Safety>

const base64 = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .map((bytes) => Buffer.from(bytes).toString('base64'))
const image = fc.record(
  {
    id: fc.stringMatching(/^[0-9a-f]{64}$/),
    name: fc.string({ minLength: 1, maxLength: 30 }),
    mimeType: fc.constantFrom('image/png' as const, 'image/jpeg' as const, 'image/webp' as const),
    bytes: fc.integer({ min: 1, max: 1e7 }),
    size: fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 })),
    from: fc.constant({ at: 'store' as const }),
    data: base64,
  },
  { requiredKeys: ['id', 'name', 'mimeType', 'bytes', 'from', 'data'] },
)
const own = fc.record({ media: image })

const part = fc.oneof(
  fc.record({ text, thought: fc.boolean() }, { requiredKeys: ['text'] }),
  fc.record({ inlineData: fc.record({ mimeType: fc.constant('image/png'), data: base64 }) }),
  fc.record({
    functionCall: fc.record({
      name: text,
      args: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue({ maxDepth: 3 })),
    }),
  }),
  fc.record({ partOfTomorrow: fc.record({ deep: text }) }),
)
const turn = fc.record({
  role: fc.constantFrom('user', 'model'),
  parts: fc.array(fc.oneof(part, own), { maxLength: 4 }),
}) as fc.Arbitrary<Turn>

const prompt = fc
  .record(
    {
      v: fc.constant(2),
      workspace: fc.constantFrom('prompt', 'chat', 'embeddings'),
      model,
      systemInstruction: text,
      safety,
      stream: fc.boolean(),
      parts: fc.array(fc.oneof(fc.record({ text }), own), { maxLength: 5 }),
      field: fc.nat(4),
      turns: fc.array(turn, { maxLength: 4 }),
      embed: fc.record(
        {
          texts: fc.array(text, { maxLength: 5 }),
          labels: fc.array(text, { maxLength: 5 }),
          outputDimensionality: fc.integer({ min: 1, max: 3072 }),
          asPrefix: fc.boolean(),
          media: fc.array(fc.record({ row: fc.nat(9999), media: image }), { maxLength: 2 }),
        },
        { requiredKeys: ['texts'] },
      ),
    },
    {
      requiredKeys: ['v', 'workspace', 'model', 'systemInstruction', 'safety', 'stream', 'parts'],
    },
  )
  .chain((others) =>
    fc.tuple(tabled, format).map(([values, ofSchema]) =>
      Object.assign({}, others, values, {
        generationConfig: Object.assign({}, values.generationConfig, ofSchema),
      }),
    ),
  )
  // JSON has one zero; `-0` would come back as `0` and be the same request.
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll('"__proto__"', '"proto"')) as Prompt)

async function body(from: Partial<Prompt>): Promise<string> {
  const whole = Prompt.parse(from)
  const turns = [...(whole.turns ?? []), turnOf(draftOf(whole.parts, whole.field))]
  return JSON.stringify(
    await toRequest({ v: 2, settings: whole, turns }, ({ data = '' }) => Promise.resolve(data)),
  )
}

describe('a prompt comes back equal and gives the same request body', () => {
  test('through a link', async () => {
    await fc.assert(
      fc.asyncProperty(prompt, async (sent) => {
        const link = await toLink(sent)
        expect(linkIn({ pathname: '/', search: '', hash: link })).toBe(link)
        expect(link).toMatch(/^#s2=[\w-]+$/)
        const opened = await fromLink(link)
        expect(opened).toEqual({ ok: true, prompt: sent, ignored: [] })
        if (opened.ok) expect(await body(opened.prompt)).toBe(await body(sent))
      }),
      { numRuns: 1000 },
    )
  }, 60_000)

  test('through a file', async () => {
    await fc.assert(
      fc.asyncProperty(prompt, async (sent) => {
        const opened = await fromFile(new Blob([toFile(sent)]))
        expect(opened).toEqual({ ok: true, prompt: sent, ignored: [] })
        if (opened.ok) expect(await body(opened.prompt)).toBe(await body(sent))
      }),
      { numRuns: 1000 },
    )
  }, 60_000)
})

const signed: Prompt = Prompt.parse({
  v: 2,
  model: 'm',
  turns: [{ role: 'model', parts: [{ text: 'a', thoughtSignature: 'c2ln' }] }],
})

test('thought signatures travel in a file and not in a link', async () => {
  expect(await fromFile(new Blob([toFile(signed)]))).toMatchObject({ prompt: { turns: signed.turns } })
  const opened = await fromLink(await toLink(signed))
  expect(opened.ok && opened.prompt.turns).toEqual([{ role: 'model', parts: [{ text: 'a' }] }])
})

test('what is not set is not sent', () => {
  const settings = Settings.parse({ model: 'm' })
  expect(toGenerateRequest(settings, [{ role: 'user', parts: [{ text: 'Hi' }] }])).toEqual({
    contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
  })
})
