import { expect, test } from 'vitest'
import { withoutProjectIds } from './projectIds.ts'
import { Prompt } from './schema.ts'

const promptOf = (rest: object) => Prompt.parse({ v: 2, model: 'demo-flash', ...rest })
const uploaded = (id: string) => `https://generativelanguage.googleapis.com/v1beta/files/${id}`

test('cached content and uploaded files are taken out and named, wherever they stand', () => {
  const { prompt, ids } = withoutProjectIds(
    promptOf({
      cachedContent: 'cachedContents/abc',
      extra: {
        cached_content: 'cachedContents/two',
        labels: { team: 'a' },
        contents: [{ parts: [{ text: 'Hi' }, { file_data: { file_uri: 'files/deep' } }] }],
      },
      turns: [
        {
          role: 'user',
          parts: [{ text: 'See files/abc.' }, { fileData: { fileUri: uploaded('one'), mimeType: 'a/b' } }],
        },
        {
          role: 'user',
          parts: [
            {
              functionResponse: {
                name: 'f',
                response: { output: 'files/two' },
                parts: [{ fileData: { fileUri: 'files/one' } }],
              },
            },
          ],
        },
      ],
    }),
  )
  expect(ids).toEqual(['cachedContents/abc', 'cachedContents/two', 'files/deep', 'files/one'])
  expect(JSON.stringify(prompt)).not.toMatch(/cachedContents|files\/(deep|one)/)
  expect(prompt.extra).toEqual({ labels: { team: 'a' }, contents: [{ parts: [{ text: 'Hi' }] }] })
  expect(prompt.turns?.[0]?.parts).toEqual([{ text: 'See files/abc.' }])
  expect(prompt.turns?.[1]?.parts[0]).toMatchObject({
    functionResponse: { name: 'f', response: { output: 'files/two' } },
  })
})

test('public addresses, arguments and texts stay: the prompt is the very same', () => {
  const from = promptOf({
    extra: { labels: { path: 'files/x' } },
    turns: [
      {
        role: 'model',
        parts: [
          { text: 'files/x' },
          { functionCall: { name: 'read', args: { path: 'files/x' } } },
          { fileData: { fileUri: 'https://www.youtube.com/watch?v=abc' } },
          { fileData: { fileUri: 'https://example.org/files/abc' } },
        ],
      },
    ],
  })
  expect(withoutProjectIds(from)).toEqual({ prompt: from, ids: [] })
  expect(withoutProjectIds(from).prompt).toBe(from)
})
