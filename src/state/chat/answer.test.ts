import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fieldText } from '../../request/draft.ts'
import { calls, forgetCalls } from '../../runs/fixtures/server.ts'
import { textOnDisk } from '../../store/fixtures/base.ts'
import { answerWith, callAt, holdPictures, last, page, say, texts, textsSent } from './fixtures/page.ts'
import type { Page } from './fixtures/page.ts'

const image = {
  id: 'a'.repeat(64),
  name: 'cat.png',
  mimeType: 'image/png' as const,
  bytes: 9,
  from: { at: 'store' as const },
}
const here = (own: Page) => own.chat.getState().current.id
const problem = (own: Page) => own.chatLaunch.store.getState().problem
const answering = (own: Page) => own.chat.getState().live.size
/** What is stored of a conversation, as another page reads it. */
async function stored(id: string): Promise<string[]> {
  const other = await page()
  await other.loadChat()
  await other.openConversation(id)
  return here(other) === id ? texts(other) : []
}

let own: Page
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  holdPictures()()
  own = await page()
  own.chatDoc.settings.setModel('demo-flash')
})
afterEach(() => {
  for (const { run } of own.chat.getState().live.values()) run.stop()
  vi.restoreAllMocks()
})

/** Presses Send on a message with a picture whose bytes are kept back. */
function sendWithPicture(text: string) {
  const letThrough = holdPictures()
  own.setDraftText(text)
  own.addDraftMedia(image)
  const sent = own.sendDraft()
  return {
    /** Lets the bytes come. @returns whether it was sent */
    async come() {
      letThrough()
      return sent
    },
  }
}

describe('a message', () => {
  test('is sent with what came before it, and its answer stands behind it', async () => {
    await say(own, 'one', 'uno')
    await say(own, 'two', 'dos')
    expect(texts(own)).toEqual(['one', 'uno', 'two', 'dos'])
    expect(textsSent(calls[1]!)).toEqual(['one', 'uno', 'two'])
    expect(await stored(here(own))).toEqual(['one', 'uno', 'two', 'dos'])
    expect(fieldText(own.draft.getState())).toBe('')
  })

  test('that is refused stays in the composer, and no turn is made of it', async () => {
    own.setDraftText(`my key is AIza${'Sy0'.repeat(12)}`)
    expect(await own.sendDraft()).toBe(false)
    expect(fieldText(own.draft.getState())).toContain('my key')
    expect([texts(own), calls.length, own.isAnswering()]).toEqual([[], 0, false])
  })

  test('whose answer the server refused makes room for the next try', async () => {
    own.setDraftText('one')
    await own.sendDraft()
    ;(await callAt(0)).json(400, { error: { code: 400, status: 'INVALID_ARGUMENT', message: 'no' } })
    await vi.waitFor(() => expect(answering(own)).toBe(0))
    const [, refused] = own.chat.getState().shown
    await own.askAgain(refused!.id)
    await callAt(1)
    await answerWith(own, 'uno')
    expect(texts(own)).toEqual(['one', 'uno'])
    expect(own.chat.getState().turns.size).toBe(2)
    expect(await stored(here(own))).toEqual(['one', 'uno'])
  })

  test('in the middle gets its answer before what follows it', async () => {
    await own.addTurn('user', { parts: [{ text: 'one' }] })
    await own.addTurn('user', { parts: [{ text: 'two' }] })
    await own.askAgain(own.chat.getState().shown[0]!.id)
    await callAt(0)
    await answerWith(own, 'uno')
    expect(texts(own)).toEqual(['one', 'uno', 'two'])
    expect(textsSent(calls[0]!)).toEqual(['one'])
  })

  test('of a long conversation is sent with all of it, however many answers this tab has made', async () => {
    for (let at = 0; at < 40; at++) await say(own, `q${at}`, `a${at}`)
    own.setDraftText('and?')
    await own.sendDraft()
    await callAt(40)
    const all = Array.from({ length: 40 }, (_, at) => [`q${at}`, `a${at}`]).flat()
    expect(textsSent(calls[40]!)).toEqual([...all, 'and?'])
    expect(texts(own).slice(0, 80)).toEqual(all)
  })

  test('of a temporary conversation leaves nothing at hand once another one is on the screen', async () => {
    own.newChat(true)
    await say(own, 'secret', 'answer')
    const run = own.lastRunId(own.chat.getState())!
    expect(own.peekRun(run)).not.toBeNull()
    own.newChat()
    expect(own.peekRun(run)).toBeNull()
    expect(await textOnDisk()).not.toMatch(/secret|answer/)
  })
})

describe('while the pictures of a message are read', () => {
  test('another conversation that is opened gets neither message nor answer', async () => {
    await say(own, 'first', 'answer one')
    const first = here(own)
    own.newChat()
    await say(own, 'second', 'answer two')
    const second = here(own)
    const waiting = sendWithPicture('look')
    await own.openConversation(first)
    expect(await waiting.come()).toBe(true)
    await callAt(2)
    expect(texts(own)).toEqual(['first', 'answer one'])
    calls[2]!.send(last('a cat'))
    calls[2]!.end()
    await own.chat.getState().live.get(second)!.run.kept
    expect(textsSent(calls[2]!)).toEqual(['second', 'answer two', 'look'])
    expect([texts(own), here(own)]).toEqual([['first', 'answer one'], first])
    await own.openConversation(second)
    expect(texts(own)).toEqual(['second', 'answer two', 'look', 'a cat'])
    expect([await stored(first), await stored(second)]).toEqual([
      ['first', 'answer one'],
      ['second', 'answer two', 'look', 'a cat'],
    ])
  })

  test('a new chat that is begun stays empty, and the message goes to the one it was written in', async () => {
    await say(own, 'first', 'answer one')
    const first = here(own)
    const waiting = sendWithPicture('look')
    own.newChat()
    expect(await waiting.come()).toBe(true)
    await callAt(1)
    const { run } = own.chat.getState().live.get(first)!
    calls[1]!.send(last('a cat'))
    calls[1]!.end()
    await run.kept
    expect(texts(own)).toEqual([])
    expect(await stored(first)).toEqual(['first', 'answer one', 'look', 'a cat'])
  })

  test('a first message makes its conversation, though another one is on the screen by then', async () => {
    const first = here(own)
    const waiting = sendWithPicture('look')
    own.newChat()
    await waiting.come()
    await callAt(0)
    const { run } = own.chat.getState().live.get(first)!
    calls[0]!.send(last('a cat'))
    calls[0]!.end()
    await run.kept
    expect(own.chat.getState().conversations.map(({ id, title }) => [id, title])).toEqual([[first, 'look']])
    expect(await stored(first)).toEqual(['look', 'a cat'])
  })

  test.each(['another conversation', 'a new chat'])(
    'a temporary chat that is left for %s sends nothing and reaches no disk',
    async (where) => {
      await say(own, 'kept', 'answer')
      const first = here(own)
      own.newChat(true)
      const waiting = sendWithPicture('secret')
      if (where === 'a new chat') own.newChat()
      else await own.openConversation(first)
      expect(await waiting.come()).toBe(false)
      expect([calls.length, answering(own)]).toEqual([1, 0])
      expect(await textOnDisk()).not.toContain('secret')
      expect(own.chat.getState().conversations.map(({ id }) => id)).toEqual([first])
    },
  )

  test('an answer that is asked for again goes where it was asked for, too', async () => {
    own.setDraftText('look')
    own.addDraftMedia(image)
    await own.sendDraft()
    await callAt(0)
    await answerWith(own, 'a cat')
    const first = here(own)
    const letThrough = holdPictures()
    const again = own.askAgain(own.chat.getState().shown[1]!.id)
    own.newChat()
    letThrough()
    expect(await again).toBe(true)
    await callAt(1)
    const { run } = own.chat.getState().live.get(first)!
    calls[1]!.send(last('a dog'))
    calls[1]!.end()
    await run.kept
    expect(texts(own)).toEqual([])
    expect(await stored(first)).toEqual(['look', 'a dog'])
  })

  test('the model and the settings of the press are the ones that are asked and kept', async () => {
    const waiting = sendWithPicture('look')
    own.chatDoc.settings.setModel('gemini-other')
    own.chatDoc.settings.set('generationConfig.temperature', 2)
    await waiting.come()
    await callAt(0)
    await answerWith(own, 'a cat')
    expect(calls[0]!.url).toContain('/demo-flash:')
    expect(calls[0]!.body).not.toHaveProperty('generationConfig')
    const run = own.peekRun(own.lastRunId(own.chat.getState())!)!
    expect(run.asked).toMatchObject({
      kind: 'turns',
      settings: { model: 'demo-flash', generationConfig: {} },
    })
  })

  test('a second press sends nothing more, and says so', async () => {
    const waiting = sendWithPicture('look')
    expect(await own.sendDraft()).toBe(false)
    expect(problem(own)).toMatch(/^An answer is still coming/)
    await waiting.come()
    await callAt(0)
    await answerWith(own, 'a cat')
    expect([calls.length, texts(own)]).toEqual([1, ['look', 'a cat']])
    expect(problem(own)).toBeNull()
  })

  test('what is added while it leaves stays for the next message', async () => {
    const waiting = sendWithPicture('look')
    own.addDraftMedia({ ...image, id: 'b'.repeat(64), name: 'dog.png' })
    await waiting.come()
    await callAt(0)
    await answerWith(own, 'a cat')
    expect(own.draft.getState()).toMatchObject({
      parts: [{ media: { name: 'dog.png' } }, { text: '' }],
    })
  })

  test('what is typed into another composer meanwhile stays there', async () => {
    own.followDrafts()
    const waiting = sendWithPicture('look')
    own.newChat()
    await vi.waitFor(() => expect(fieldText(own.draft.getState())).toBe(''))
    own.setDraftText('something else')
    await waiting.come()
    expect(fieldText(own.draft.getState())).toBe('something else')
  })

  test('what is written first is asked for with the model of the press all the same', async () => {
    await say(own, 'one', 'uno')
    const [asked, answer] = own.chat.getState().shown
    const pressed = own.saveAndRun(asked!.id, ['two'])
    own.chatDoc.settings.setModel('demo-pro')
    await pressed
    expect((await callAt(1)).url).toContain('demo-flash')
    await answerWith(own, 'dos')
    own.chatDoc.settings.setModel('demo-flash')
    await own.showVersion(asked!)
    const going = own.askForRest(answer!.id)
    own.chatDoc.settings.setModel('demo-pro')
    await going
    expect((await callAt(2)).url).toContain('demo-flash')
  })

  test('a change saved for a conversation that was left meanwhile is not asked for, and that is said', async () => {
    await say(own, 'one', 'uno')
    const [asked, answer] = own.chat.getState().shown
    const before = calls.length
    for (const press of [() => own.saveAndRun(asked!.id, ['two']), () => own.askForRest(answer!.id)]) {
      const { id } = own.chat.getState().current
      const pressed = press()
      own.newChat()
      await pressed
      expect(own.chatLaunch.store.getState().problem).toContain('you left the conversation')
      await own.openConversation(id)
      await own.showVersion(asked!)
    }
    expect(calls).toHaveLength(before)
  })

  test('what was sent is not in the composer any more when the reader comes back', async () => {
    own.followDrafts()
    await say(own, 'first', 'eins')
    const first = here(own)
    own.newChat()
    await say(own, 'second', 'zwei')
    const second = here(own)
    await own.openConversation(first)
    const sending = sendWithPicture('sent from the first')
    await own.openConversation(second)
    own.setDraftText('for the second')
    expect(await sending.come()).toBe(true)
    await own.openConversation(first)
    await vi.waitFor(() => expect(own.draft.getState().of).toBe(first))
    // What was kept of it would be there a moment later.
    await own.loadTabDraft(`chat/draft/${first}`, String)
    expect(own.draft.getState()).toMatchObject({ parts: [{ text: '' }] })
    await own.openConversation(second)
    await vi.waitFor(() => expect(fieldText(own.draft.getState())).toBe('for the second'))
  })

  test('no question comes up about a conversation that was left, and that is said', async () => {
    await say(own, 'first', 'eins')
    const first = here(own)
    own.newChat()
    await say(own, 'second', 'zwei')
    const second = here(own)
    await own.openConversation(first)
    own.chatDoc.settings.set('generationConfig.logprobs', 2)
    const sending = sendWithPicture('refused for what is set')
    await own.openConversation(second)
    expect(await sending.come()).toBe(false)
    expect(own.chatLaunch.store.getState()).toMatchObject({
      errors: null,
      problem: expect.stringContaining('Nothing was sent') as string,
    })
    expect(calls).toHaveLength(2)
  })

  test('a conversation that is deleted gets nothing any more', async () => {
    await say(own, 'first', 'answer')
    const first = here(own)
    const waiting = sendWithPicture('late')
    await own.deleteConversation(first)
    expect(await waiting.come()).toBe(false)
    expect(calls).toHaveLength(1)
    expect(await textOnDisk()).not.toContain('late')
  })
})

describe('the moment in which an answer settles', () => {
  test('a press is sent, or refused in words', async () => {
    own.setDraftText('one')
    await own.sendDraft()
    const call = await callAt(0)
    own.setDraftText('two')
    call.send(last('uno'))
    call.end()
    // In every step of its settling, one after another, until one is taken.
    const presses: { sent: boolean; words: string | null }[] = []
    for (let step = 0; step < 500 && !presses.at(-1)?.sent; step++) {
      presses.push({ sent: await own.sendDraft(), words: problem(own) })
      await new Promise((done) => setTimeout(done))
    }
    for (const { sent, words } of presses) expect(sent || /still coming/.test(words ?? '')).toBe(true)
    expect(presses.at(-1)!.sent).toBe(true)
    await callAt(1)
    expect(problem(own)).toBeNull()
    expect(textsSent(calls[1]!)).toEqual(['one', 'uno', 'two'])
  })

  test('a message that has to wait is refused in words, and still is when the answer has ended', async () => {
    own.setDraftText('one')
    await own.sendDraft()
    await callAt(0)
    own.setDraftText('two')
    expect(await own.sendDraft()).toBe(false)
    expect([problem(own)?.slice(0, 25), fieldText(own.draft.getState())]).toEqual([
      'An answer is still coming',
      'two',
    ])
    await answerWith(own, 'uno')
    expect(problem(own)).toMatch(/^The answer has ended. Your message was not sent/)
    expect(fieldText(own.draft.getState())).toBe('two')
    expect(await own.sendDraft()).toBe(true)
    expect([problem(own), fieldText(own.draft.getState())]).toEqual([null, ''])
  })

  test('the words go too when another conversation is on the screen', async () => {
    own.setDraftText('one')
    await own.sendDraft()
    await callAt(0)
    own.setDraftText('two')
    await own.sendDraft()
    own.newChat()
    expect(problem(own)).toBeNull()
  })
})

test('what was scheduled is asked at its time, or it is said why not', async () => {
  await say(own, 'one', 'uno')
  const [, turn] = own.chat.getState().shown
  own.askAgainAt(turn!.id, Date.now())
  await callAt(1)
  await answerWith(own, 'eins')
  expect(texts(own)).toEqual(['one', 'eins'])
  own.askAgainAt(turn!.id, Date.now() + 20)
  own.newChat()
  await vi.waitFor(() => expect(problem(own)).toMatch(/^Nothing was sent/))
  expect([calls.length, own.chatLaunch.store.getState().scheduled]).toEqual([2, null])
})
