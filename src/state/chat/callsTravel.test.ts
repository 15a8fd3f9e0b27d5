/** Conversations with calls, results and what goes with them, wherever they travel. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { factsOf } from '../../request/capabilities.ts'
import { check } from '../../request/checks/check.ts'
import { SIGNATURE_STAND_IN } from '../../request/signature.ts'
import { Prompt } from '../../request/schema.ts'
import { piecesOf } from '../../reply/pieces.ts'
import { forgetCalls } from '../../runs/fixtures/server.ts'
import { payloadsOf, withChosen } from '../share/sharePictures.ts'
import { answerBy, callAt, calling, last, page } from './fixtures/page.ts'
import type { GenerateContentRequest } from '../../gemini/types.ts'
import type { ResultMedia } from '../../request/media.ts'
import type { Page } from './fixtures/page.ts'

const picture: ResultMedia = {
  media: { id: 'ab'.repeat(32), name: 'i.png', mimeType: 'image/png', bytes: 3, from: { at: 'store' } },
  displayName: 'i.png',
}
const bytes = Buffer.from('ab'.repeat(3)).toString('base64')
const onWire = { inlineData: { displayName: 'i.png', mimeType: 'image/png', data: bytes } }

let own: Page
const shown = () => own.chat.getState().shown

/** A message, two parallel calls of one name, their results, the first with a picture, and the answer. */
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  // A reload is the same tab.
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  })
  own = await page()
  own.chatDoc.settings.setModel('gemini-3.6-flash')
  own.setDraftText('Go.')
  await own.sendDraft()
  await callAt(0)
  await answerBy(own, calling('draw', 'draw'))
  const { id } = shown().at(-1)!
  own.addResultMedia(id, 0, picture, own.chat.getState().current.id)
  own.setResult(id, 1, '{"none": true}')
  await own.sendResults(
    id,
    [0, 1].map((at) => ({ id: `call-${at}`, name: 'draw' })),
  )
  await callAt(1)
  await answerBy(own, last('Drawn.'))
})

const results = [
  {
    functionResponse: {
      id: 'call-0',
      name: 'draw',
      response: { image: { $ref: 'i.png' } },
      parts: [onWire],
    },
  },
  { functionResponse: { id: 'call-1', name: 'draw', response: { none: true } } },
]

test('a picture goes with the result of its call under its name; the record holds no bytes and prints the same body', async () => {
  const body = (await callAt(1)).body as GenerateContentRequest
  expect(JSON.stringify(body.contents.at(-1)?.parts)).toBe(JSON.stringify(results))
  expect(JSON.stringify(shown().at(-2))).not.toContain(bytes)
  const other = await page()
  await other.loadChat()
  const run = await other.findRun(shown().at(-1)!.run!)
  expect(await other.rebuild(run!)).toMatchObject({ differs: null })
})

test('what waits with a result survives a reload, and goes without its picture once that is removed', async () => {
  const { id } = shown()[1]!
  own.addResultMedia(id, 0, picture, own.chat.getState().current.id)
  const drafts = async () => (await own.keysOf('drafts')).filter((key) => key.startsWith('chat/results/'))
  await vi.waitFor(async () => expect(await drafts()).toHaveLength(1))
  const other = await page()
  await other.loadChat()
  await other.loadResults(id)
  expect(other.resultsFor(id)).toEqual([
    { text: '{\n  "image": {\n    "$ref": "i.png"\n  }\n}', by: 'hand', media: [picture] },
  ])
  other.removeResultMedia(id, 0, 'i.png')
  expect(other.resultsFor(id)[0]).not.toHaveProperty('media')
})

test('as JSON it is what was sent, signatures and all, and read back it changes nothing', async () => {
  const { historyText, readContents, replaceHistory } = await import('./contents.ts')
  const text = await historyText()
  const read = readContents(text)
  if (!read.ok) throw new Error(read.reason)
  const [, called, given] = read.contents
  const sent = ((await callAt(1)).body as GenerateContentRequest).contents[1]
  expect(JSON.stringify(called)).toBe(JSON.stringify(sent))
  expect(called?.parts?.[0]?.thoughtSignature).toBe(sent?.parts?.[0]?.thoughtSignature)
  expect(given?.parts?.map(({ functionResponse }) => functionResponse?.id)).toEqual(['call-0', 'call-1'])
  const before = shown()
  await replaceHistory(read.contents)
  expect(shown()).toEqual(before)
  const changed = structuredClone(read.contents)
  changed[2]!.parts![1]!.functionResponse!.response = { none: false }
  await replaceHistory(changed)
  expect(shown()[2]!.parts[0]).toEqual({
    functionResponse: { ...results[0]!.functionResponse, parts: [picture] },
  })
})

test('what stands beside a result in another shape than the API has is taken as it is', async () => {
  const { openContents, readContents } = await import('./contents.ts')
  const { fitTurn } = await import('./fit.ts')
  const part = { functionResponse: { name: 'f', response: {}, parts: {} } }
  const read = readContents(JSON.stringify([{ role: 'user', parts: [part] }]))
  if (!read.ok) throw new Error(read.reason)
  await openContents(read.contents)
  const [turn] = shown()
  expect(turn?.parts).toEqual([part])
  expect(fitTurn(turn!, 'gemini-2.5-flash').loss).toBeNull()
  expect(piecesOf(read.contents[0]!.parts!)).toMatchObject([{ kind: 'function result', beside: [] }])
})

test('another model gets the stand-in on the first call, and one before Gemini 3 no picture with a result, which is said', async () => {
  const { fitTurn, lossesFor } = await import('./fit.ts')
  const { chatRequest } = await import('./answer.ts')
  const calls = fitTurn(shown()[1]!, 'gemini-3.8-flash').said.parts
  expect(calls.map((part) => 'thoughtSignature' in part && part.thoughtSignature)).toEqual([
    SIGNATURE_STAND_IN,
    false,
  ])
  const old = fitTurn(shown()[2]!, 'gemini-2.5-flash')
  expect(old.said.parts[0]).toEqual({
    functionResponse: { id: 'call-0', name: 'draw', response: { image: { $ref: 'i.png' } } },
  })
  expect(lossesFor(shown(), 'gemini-2.5-flash')).toMatchObject({ images: 1, signatures: 1 })
  const pathsFor = (model: string) => {
    const { doc } = chatRequest({ ...own.chatDoc.settings.store.getState(), model }, shown())
    return check(doc, factsOf(undefined, model)).map(({ path }) => path)
  }
  const place = 'contents[2].parts[0].functionResponse.response'
  expect(pathsFor('gemini-2.5-flash')).toContain(place)
  expect(pathsFor('gemini-3.6-flash')).not.toContain(place)
})

test('links and files hold calls and results part for part, and pictures by the rules for pictures', () => {
  const turns = shown().map((turn) => ({ role: turn.role, parts: own.partsOf(turn) }))
  const prompt = Prompt.parse({ v: 2, model: 'm', workspace: 'chat', turns })
  expect(prompt.turns).toEqual(turns)
  const [payload] = payloadsOf(prompt)
  expect(payload).toMatchObject({ name: 'i.png', turn: 2, bytes: 3 })
  const small = { ...picture.media, data: 'AA==' }
  const parts = (chosen: Map<NonNullable<typeof payload>['of'], typeof small>) =>
    withChosen(prompt, chosen).turns?.[2]?.parts[0]
  expect(parts(new Map([[payload!.of, small]]))).toMatchObject({
    functionResponse: { parts: [{ media: small, displayName: 'i.png' }] },
  })
  expect(parts(new Map())).toEqual({
    functionResponse: { id: 'call-0', name: 'draw', response: { image: { $ref: 'i.png' } } },
  })
  const odd = { ...picture, media: { ...picture.media, id: '../x' } }
  const bad = [{ functionResponse: { name: 'f', response: {}, parts: [odd] } }]
  expect(Prompt.safeParse({ v: 2, model: 'm', turns: [{ role: 'user', parts: bad }] }).success).toBe(false)
})

test('Markdown, Copy and Find have calls and results, and so has a search of History', async () => {
  const { historyMarkdown } = await import('./contents.ts')
  const { callsText } = await import('./history.ts')
  const { saidIn } = await import('../../runs/history.ts')
  const given = `Function result draw\n{\n  "image": {\n    "$ref": "i.png"\n  }\n}\nFunction result draw\n{\n  "none": true\n}`
  expect(callsText(shown()[2]!)).toBe(given)
  expect(callsText(shown()[1]!)).toMatch(/^Function call draw\n/)
  expect(historyMarkdown()).toContain(`## You\n\n\`\`\`\n${given}\n\`\`\``)
  expect(historyMarkdown()).toContain('Function call draw')
  const { searchTextOf } = await import('../../runs/press.ts')
  expect(searchTextOf(own.peekRun(shown()[1]!.run!)!, 'Go.')).toBe('go. draw {"at":0} draw {"at":1}')
  const run = own.peekRun(shown()[3]!.run!)!
  expect(await saidIn(run)).toBe('draw {"image":{"$ref":"i.png"}}\ndraw {"none":true}')
})
