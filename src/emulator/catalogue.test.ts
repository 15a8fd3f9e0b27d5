import { describe, expect, it } from 'vitest'
import { createHandle } from './handle.ts'
import { tabCatalogue, wholeCatalogue } from './models.ts'
import { states } from './modelsDemo.ts'
import { realModels } from './modelsReal.ts'
import { noPace } from './plan.ts'

const tab = createHandle({ pace: noPace, catalogue: tabCatalogue })
const whole = createHandle({ pace: noPace })

const get = (path: string) => tab(new Request(`https://emulator.invalid/v1beta/${path}`))
const generate = (model: string, by = tab) =>
  by(
    new Request(`https://emulator.invalid/v1beta/models/${model}:generateContent`, {
      method: 'POST',
      body: JSON.stringify({ contents: [{ parts: [{ text: 'What is 2 + 2?' }] }] }),
    }),
  )

interface Body {
  models?: { name: string }[]
  modelVersion?: string
  error?: { code: number; status: string; message: string }
}
const bodyOf = async (response: Response) => (await response.json()) as Body

describe('the demo in the tab', () => {
  it('lists seven models, the default first', async () => {
    expect((await bodyOf(await get('models'))).models?.map(({ name }) => name)).toEqual([
      'models/demo-flash',
      'models/demo-pro',
      'models/demo-lite',
      'models/demo-image',
      'models/demo-speech',
      'models/demo-embedding',
      'models/demo-embedding-2',
    ])
  })

  it('still knows each state, which is in no list', async () => {
    expect(states.length).toBeGreaterThan(25)
    for (const { name } of states) expect((await get(name)).status, name).toBe(200)
    expect((await bodyOf(await generate('demo-empty'))).modelVersion).toBe('demo-empty')
  })

  it.each(realModels.map(({ name }) => name.slice('models/'.length)))('has no %s', async (id) => {
    const { error } = await bodyOf(await generate(id))
    expect([error?.code, error?.status]).toEqual([404, 'NOT_FOUND'])
    expect(error?.message).toMatch(
      new RegExp(
        `^models/${id} is not found for API version v1beta, .* it needs a key, or use demo-\\w+\\.$`,
      ),
    )
    expect((await get(`models/${id}`)).status).toBe(404)
  })

  it('says nothing of keys where one of its own models cannot do what is asked', async () => {
    expect((await bodyOf(await generate('demo-embedding'))).error?.message).toMatch(/supported methods\.$/)
  })
})

describe('the emulator over HTTP', () => {
  it('keeps the real records, and signs as none of them', async () => {
    const { models } = wholeCatalogue.list(new URLSearchParams('pageSize=1000'))
    expect(models.map(({ name }) => name)).toEqual(expect.arrayContaining(realModels.map(({ name }) => name)))
    for (const id of ['gemini-2.5-flash', 'gemini-flash-latest', 'gemma-4-31b-it'])
      expect((await bodyOf(await generate(id, whole))).modelVersion).toMatch(/^emulator-gem/)
  })
})
