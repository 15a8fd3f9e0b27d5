import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutProjectIds } from './projectIds.ts'
import { Prompt } from './schema.ts'
import { isSecretAddress, withoutSecretAddresses } from './secretAddresses.ts'

const promptOf = (rest: object) => Prompt.parse({ v: 2, model: 'demo-flash', ...rest })

test.each([
  'https://b.s3.amazonaws.com/a.pdf?X-Amz-Algorithm=a&X-Amz-Signature=0f',
  'https://x.blob.core.windows.net/c/a.pdf?sv=2024&sig=abc%3D',
  'https://storage.googleapis.com/b/a.pdf?X-Goog-Signature=0f',
  'https://d1.cloudfront.net/a.pdf?Expires=1&Signature=s&Key-Pair-Id=K',
  'https://example.org/a.pdf?access_token=t',
  'https://example.org/a.pdf?accessToken=t',
  'https://example.org/a.pdf?auth=t',
  'https://example.org/a.pdf?authKey=t',
  'https://example.org/a.pdf?authorization=t',
  'https://user:pass@example.org/a.pdf',
  'https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=u',
])('%s lets in whoever has it', (address) => expect(isSecretAddress(address)).toBe(true))

test.each([
  'https://www.youtube.com/watch?v=abc&t=10s',
  'https://example.org/a.pdf?design=1&page=2&signal=x',
  'https://example.org/a.pdf?author=ada&authors=2&authority=x',
  'https://example.org/a.pdf',
  'See https://example.org/a?token=t',
  'files/abc',
])('%s is no secret', (text) => expect(isSecretAddress(text)).toBe(false))

const SIGNED = 'https://bucket.test/report.pdf?sig=secret'

test('a link holds no address with a signature: not as a file, nor in arguments, results, functions or Extra fields', () => {
  const { prompt, hosts } = withoutSecretAddresses(
    promptOf({
      extra: { contents: [{ parts: [{ file_data: { file_uri: SIGNED } }] }], labels: { from: SIGNED } },
      functions: [
        {
          declaration: { name: 'f' },
          handler: 'fixed',
          handlers: { fixed: JSON.stringify({ url: SIGNED }) },
        },
      ],
      turns: [
        { role: 'user', parts: [{ text: 'Read it.' }, { fileData: { fileUri: SIGNED } }] },
        { role: 'model', parts: [{ functionCall: { name: 'f', args: { url: SIGNED } } }] },
        {
          role: 'user',
          parts: [
            {
              functionResponse: {
                name: 'f',
                response: { urls: [SIGNED, 'https://other.test/a?page=2'] },
                parts: [{ fileData: { fileUri: SIGNED } }],
              },
            },
          ],
        },
      ],
    }),
  )
  expect(hosts).toEqual(['bucket.test'])
  expect(JSON.stringify(prompt)).not.toContain('secret')
  expect(prompt.functions?.[0]?.handlers?.fixed).toBe('{"url":"https://bucket.test/report.pdf"}')
  expect(prompt.turns?.[0]?.parts).toEqual([{ text: 'Read it.' }])
  expect(prompt.turns?.[1]?.parts).toEqual([
    { functionCall: { name: 'f', args: { url: 'https://bucket.test/report.pdf' } } },
  ])
  expect(prompt.turns?.[2]?.parts[0]).toMatchObject({
    functionResponse: {
      response: { urls: ['https://bucket.test/report.pdf', 'https://other.test/a?page=2'] },
    },
  })
})

test('a prompt without such an address, and words to the model, stay what they are', () => {
  const from = promptOf({ turns: [{ role: 'user', parts: [{ text: SIGNED }] }] })
  expect(withoutSecretAddresses(from)).toEqual({ prompt: from, hosts: [] })
  expect(withoutSecretAddresses(from).prompt).toBe(from)
})

const callOf = (address: string, upload: string) => [
  { role: 'model', parts: [{ functionCall: { name: 'f', args: { fileUri: upload, pages: 2 } } }] },
  { role: 'user', parts: [{ functionResponse: { name: 'f', response: { fileUri: address, ok: true } } }] },
]

test('arguments and results that look like files keep their fields', () => {
  const { prompt } = withoutSecretAddresses(
    withoutProjectIds(promptOf({ turns: callOf(SIGNED, 'files/abc') })).prompt,
  )
  expect(prompt.turns).toEqual(callOf('https://bucket.test/report.pdf', 'files/abc'))
})

test('whatever a conversation holds, what is passed on of it can be opened', () => {
  const key = fc.constantFrom(
    'fileUri',
    'file_uri',
    'fileData',
    'file_data',
    'response',
    'args',
    'parts',
    'a',
  )
  const { json } = fc.letrec<{ json: unknown; fields: Record<string, unknown> }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(SIGNED, 'files/abc', 1),
      tie('fields'),
      fc.array(tie('json'), { maxLength: 3 }),
    ),
    fields: fc.dictionary(key, tie('json'), { maxKeys: 4 }),
  }))
  const fields = fc.dictionary(key, json, { maxKeys: 4 })
  fc.assert(
    fc.property(fields, fields, (args, response) => {
      const from = promptOf({
        extra: args,
        turns: [
          { role: 'model', parts: [{ functionCall: { name: 'f', args } }] },
          { role: 'user', parts: [{ functionResponse: { name: 'f', response } }] },
        ],
      })
      const { prompt } = withoutSecretAddresses(withoutProjectIds(from).prompt)
      expect(Prompt.parse(prompt)).toEqual(prompt)
      expect(prompt.turns?.map(({ parts }) => Object.keys(parts[0] ?? {}))).toEqual([
        ['functionCall'],
        ['functionResponse'],
      ])
      expect(JSON.stringify(prompt)).not.toContain('secret')
    }),
  )
})
