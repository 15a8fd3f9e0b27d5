import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'

/** A page's life: its own copy of every store, over the same disk. */
async function page() {
  vi.resetModules()
  const [store, { session }, drafts] = await Promise.all([
    import('./settings.ts'),
    import('../connection/session.ts'),
    import('../../store/drafts.ts'),
  ])
  const settings = store.createSettings('settings')
  await settings.load()
  return { ...settings, myDefaults: store.myDefaults, session, drafts, now: () => settings.store.getState() }
}

/** Longer than the pause before a draft is written. */
const written = () => new Promise((done) => setTimeout(done, 400))

beforeEach(async () => {
  const { backToApiDefaults, replace } = await page()
  backToApiDefaults()
  replace({
    model: 'demo-flash',
    systemInstruction: '',
    generationConfig: {},
    safety: {},
    stream: true,
  })
  await written()
})

test('what is edited survives, what is set back is not there', async () => {
  const first = await page()
  first.set('generationConfig.temperature', 0.4)
  first.set('generationConfig.topK', 5)
  first.set('generationConfig.topK', undefined)
  first.set('safety.HARM_CATEGORY_HARASSMENT', 'OFF')
  first.setModel('models/gemini-x')
  first.setStream(false)
  await written()
  const second = await page()
  expect(second.now()).toEqual({
    model: 'gemini-x',
    systemInstruction: '',
    generationConfig: { temperature: 0.4 },
    safety: { HARM_CATEGORY_HARASSMENT: 'OFF' },
    stream: false,
  })
  second.resetConfig()
  second.resetSafety()
  expect(second.now()).toMatchObject({ generationConfig: {}, safety: {}, stream: false })
})

test('saved defaults are what a page without a draft starts with', async () => {
  const first = await page()
  first.set('generationConfig.topP', 0.5)
  first.saveAsDefaults()
  first.set('generationConfig.topP', 0.9)
  first.backToMyDefaults()
  expect(first.now().generationConfig).toEqual({ topP: 0.5 })
  first.drafts.saveDraft('settings', undefined)
  await written()
  const second = await page()
  expect(second.now().generationConfig).toEqual({ topP: 0.5 })
  second.backToApiDefaults()
  expect(second.now().generationConfig).toEqual({})
  expect(second.myDefaults.getState().saved).toBeNull()
})

test('the model follows the backend only from one default to the other', async () => {
  const { session, setModel, now } = await page()
  session.setState({ backend: 'live' })
  expect(now().model).toBe('gemini-3.6-flash')
  session.setState({ backend: 'demo' })
  expect(now().model).toBe('demo-flash')
  setModel('gemini-x')
  session.setState({ backend: 'live' })
  expect(now().model).toBe('gemini-x')
})

test('an edit made before the disk answered stays', async () => {
  const first = await page()
  first.setSystemInstruction('From the disk.')
  await written()
  vi.resetModules()
  const { createSettings } = await import('./settings.ts')
  const { setSystemInstruction, load, store } = createSettings('settings')
  const loading = load()
  setSystemInstruction('Typed meanwhile.')
  await loading
  expect(store.getState().systemInstruction).toBe('Typed meanwhile.')
})

test('a key in the instruction stays on the screen and off the disk', async () => {
  const key = `AIza${'x'.repeat(35)}`
  const first = await page()
  first.setSystemInstruction(`Use ${key}.`)
  expect(first.now().systemInstruction).toContain(key)
  await written()
  expect((await page()).now().systemInstruction).not.toContain(key)
})

test('a row on disk that cannot be read is said and set aside; everything else is there', async () => {
  const first = await page()
  first.set('generationConfig.temperature', 0.4)
  first.set('toolConfig.functionCallingConfig.allowedFunctionNames', ['x'.repeat(200)])
  await written()
  const second = await page()
  expect(second.now().generationConfig).toEqual({ temperature: 0.4 })
  expect(second.now().toolConfig).toBeUndefined()
  const { storage } = await import('../../store/storage.ts')
  expect(storage.getState().problem).toMatch(/could not be read.*Allowed functions/)
  const { readAll } = await import('../../store/database.ts')
  expect(JSON.stringify(await readAll('aside', (value) => value))).toContain('x'.repeat(200))
  await page()
  const later = await import('../../store/storage.ts')
  expect(later.storage.getState().problem).toBeNull()
})

test('documents share nothing but their defaults; each keeps its settings under a name of its own', async () => {
  vi.resetModules()
  const { createSettings } = await import('./settings.ts')
  const [one, other] = [createSettings('settings'), createSettings('board/7')]
  await Promise.all([one.load(), other.load()])
  one.set('generationConfig.temperature', 0.1)
  other.setModel('gemini-y')
  other.set('generationConfig.temperature', 1.9)
  expect(one.store.getState()).toMatchObject({ generationConfig: { temperature: 0.1 } })
  expect(one.store.getState().model).not.toBe('gemini-y')
  await written()
  vi.resetModules()
  const again = (await import('./settings.ts')).createSettings('board/7')
  await again.load()
  expect(again.store.getState()).toMatchObject({ model: 'gemini-y', generationConfig: { temperature: 1.9 } })
})

test('where the file of the table does not arrive, what is stored stays, and the next edit asks again', async () => {
  const first = await page()
  first.set('generationConfig.topK', 7)
  await written()
  vi.resetModules()
  vi.doMock('../../request/settings/schema.ts', () => {
    throw new TypeError('Failed to fetch')
  })
  const { createSettings } = await import('./settings.ts')
  const settings = createSettings('settings')
  await expect(settings.load()).rejects.toThrow()
  settings.set('generationConfig.seed', 1)
  await written()
  expect(settings.store.getState().generationConfig).toEqual({ seed: 1 })
  vi.doUnmock('../../request/settings/schema.ts')
  settings.set('generationConfig.topP', 0.5)
  const all = { topK: 7, seed: 1, topP: 0.5 }
  await vi.waitFor(() => expect(settings.store.getState().generationConfig).toEqual(all))
  await written()
  expect((await page()).now().generationConfig).toEqual(all)
})
