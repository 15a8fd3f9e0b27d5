import { describe, expect, test } from 'vitest'
import states from './fixtures/v1-states.jsonl?raw'
import { toEmbedRequest } from '../state/embedding/requests.ts'
import { promptTurn, toRequest } from './doc.ts'
import { fromFile } from './file.ts'
import { fromLink } from './link.ts'
import type { DocTurn, LoadImage } from './doc.ts'
import type { Opened } from './read.ts'
import type { ImageRef } from './schema.ts'

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

const load: LoadImage = (image) => Promise.resolve((image as ImageRef).data ?? '')

async function bodyOf(opened: Opened): Promise<string> {
  if (!opened.ok) return opened.problem
  expect(opened.ignored).toEqual([])
  const { prompt } = opened
  const { embed, images = [] } = prompt
  if (embed) {
    const { texts, labels: _, model = '', ...settings } = embed
    const requests = texts.map((text, row) => {
      const image = images.find((one) => one.row === row)
      return toEmbedRequest({ ...settings, model }, { text, ...(image && { image }) }, image?.data)
    })
    return JSON.stringify(requests)
  }
  const turns = (prompt.turns ?? []).map((turn): DocTurn => ({
    role: turn.role,
    parts: turn.parts,
    images: turn.images ?? [],
  }))
  const written = promptTurn(prompt.text ?? '', images)
  return JSON.stringify(await toRequest({ settings: prompt as never, turns: [...turns, written] }, load))
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
