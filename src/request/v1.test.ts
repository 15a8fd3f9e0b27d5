import { describe, expect, test } from 'vitest'
import states from './fixtures/v1-states.jsonl?raw'
import { toEmbedRequest } from '../state/embedding/requests.ts'
import { toRequest } from './doc.ts'
import { draftOf, turnOf } from './draft.ts'
import { fromFile } from './file.ts'
import { fromLink } from './link.ts'
import type { LoadMedia } from './doc.ts'
import type { Opened } from './read.ts'

/**
 * Printed by commit 3eb8400, the last that wrote version 1, from 200 random states: the link, the value of the file, and
 * the request that they gave (for Embeddings: one a text). Never printed anew: a link out there cannot be either.
 */
interface State {
  link: string
  file: object
  body: unknown
}
const all = states
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as State)

const load: LoadMedia = ({ data = '' }) => Promise.resolve(data)

async function bodyOf(opened: Opened): Promise<string> {
  if (!opened.ok) return opened.problem
  expect(opened.ignored).toEqual([])
  const { prompt } = opened
  const { embed, parts = [], field } = prompt
  if (embed) {
    const { texts, labels: _, media = [], model = '', ...settings } = embed
    const requests = texts.map((text, row) => {
      const image = media.find((one) => one.row === row)?.media
      return toEmbedRequest({ ...settings, model }, { text, ...(image && { image }) }, image?.data)
    })
    return JSON.stringify(requests)
  }
  const turns = [...(prompt.turns ?? []), turnOf(draftOf(parts, field))]
  return JSON.stringify(await toRequest({ v: 2, settings: prompt as never, turns }, load))
}

/** A link carries no thought signatures. */
const withoutSignatures = (body: unknown): string =>
  JSON.stringify(body, (name, value: unknown) => (name === 'thoughtSignature' ? undefined : value))

describe('what version 1 wrote gives the same request, byte for byte', () => {
  test('as a link', async () => {
    expect(all).toHaveLength(200)
    for (const { link, body } of all) expect(await bodyOf(await fromLink(link))).toBe(withoutSignatures(body))
  })

  test('as a file', async () => {
    for (const { file, body } of all) {
      const opened = await fromFile(new Blob([`${JSON.stringify(file, null, 2)}\n`]))
      expect(await bodyOf(opened)).toBe(JSON.stringify(body))
    }
  })
})
