import { expect, test } from './fixtures.ts'
import { timeToAbort } from './stopping.ts'
import {
  action,
  branches,
  choose,
  contents,
  generations,
  log,
  message,
  model,
  reason,
  say,
  sendButton,
  sent,
  settled,
  you,
} from './chatPage.ts'
import { onDisk } from './later.ts'

test.beforeEach(async ({ page, api }) => {
  await page.goto('/#/chat')
  await api.connect(page)
  await choose(page, 'demo-flash')
})

test.describe('what is sent', () => {
  test('is the whole conversation; answers go back as they came, signatures byte for byte', async ({
    page,
    api,
  }) => {
    await choose(page, 'demo-thoughts')
    const body = page.waitForResponse((response) => response.url().includes('streamGenerateContent'))
    await say(page, 'Why is the sky blue?')
    const raw = await (await body).text()
    await settled(page)
    const signatures = [...raw.matchAll(/"thoughtSignature":\s*"([^"]+)"/g)].map(([, one]) => one)
    expect(signatures.length).toBeGreaterThan(0)
    await say(page, 'And red at dusk?')
    await settled(page)
    expect(sent(api.requests)).toEqual(['user: Why is the sky blue?', 'model', 'user: And red at dusk?'])
    const [, answer] = contents(generations(api.requests).at(-1))
    expect(answer?.parts.flatMap(({ thoughtSignature }) => thoughtSignature ?? [])).toEqual(signatures)
    expect(answer?.parts.every((part) => Object.keys(part).length > 0)).toBe(true)
  })

  test('after an edit, holds the new words and nothing that followed; the old branch is a click away', async ({
    page,
    api,
  }) => {
    await say(page, 'First question')
    await settled(page)
    await say(page, 'Second question')
    await settled(page)
    await action(you(page).first(), 'Edit').click()
    const field = page.getByRole('textbox', { name: 'Edit message' })
    await field.fill('First, rewritten')
    await action(you(page).first(), 'Save').click()
    await expect(you(page)).toHaveCount(1)
    await expect(model(page)).toHaveCount(0)
    expect(generations(api.requests)).toHaveLength(2)
    await action(you(page).first(), 'Edit').click()
    await field.fill('First, once more')
    await action(you(page).first(), 'Save and run').click()
    await expect.poll(() => sent(api.requests)).toEqual(['user: First, once more'])
    await settled(page)
    await expect(branches(you(page).first())).toContainText('3 / 3')
    const previous = branches(you(page).first()).getByRole('button', { name: 'Previous branch' })
    await previous.click()
    await previous.click()
    await expect(you(page)).toHaveText([/First question/, /Second question/])
    await say(page, 'Third question')
    await settled(page)
    expect(sent(api.requests)).toEqual([
      'user: First question',
      'model',
      'user: Second question',
      'model',
      'user: Third question',
    ])
  })

  test('to regenerate is what came before the answer; both answers stay', async ({ page, api }) => {
    await say(page, 'Tell me something')
    await settled(page)
    await action(model(page).first(), 'Regenerate').click()
    await expect(branches(model(page).first())).toContainText('2 / 2')
    await settled(page)
    expect(sent(api.requests)).toEqual(['user: Tell me something'])
    await expect(model(page)).toHaveCount(1)
    await branches(model(page).first()).getByRole('button', { name: 'Previous branch' }).click()
    await expect(branches(model(page).first())).toContainText('1 / 2')
  })

  test('after a deletion, lacks the deleted turns until Undo', async ({ page, api }) => {
    await say(page, 'one')
    await settled(page)
    await say(page, 'two')
    await settled(page)
    await action(model(page).first(), 'Delete').click()
    await action(you(page).first(), 'Delete').click()
    await expect(you(page)).toHaveCount(1)
    await say(page, 'three')
    await settled(page)
    expect(sent(api.requests)).toEqual(['user: two', 'model', 'user: three'])
    await action(you(page).first(), 'Delete').click()
    await expect(you(page)).toHaveText([/three/])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(you(page)).toHaveText([/two/, /three/])
  })

  test('lacks what was blocked and its question, until they are kept', async ({ page, api }) => {
    await choose(page, 'demo-answer-blocked')
    await say(page, 'something bad')
    await expect(reason(model(page).first())).toContainText(/^Blocked/)
    await expect(model(page).first()).toContainText('won’t be sent with the next message')
    await choose(page, 'demo-flash')
    await say(page, 'something good')
    await settled(page)
    expect(sent(api.requests)).toEqual(['user: something good'])
    await action(model(page).first(), 'Include').click()
    await say(page, 'more')
    await settled(page)
    expect(sent(api.requests)).toEqual([
      'user: something bad',
      'model',
      'user: something good',
      'model',
      'user: more',
    ])
  })

  test('holds the turns that were added, moved and changed by hand', async ({ page, api }) => {
    await message(page).fill('You are a pirate.')
    await page.getByRole('button', { name: 'Message options' }).click()
    await page.getByRole('button', { name: 'Add as user turn' }).click()
    await message(page).fill('Arr.')
    await page.getByRole('button', { name: 'Message options' }).click()
    await page.getByRole('button', { name: 'Add as model turn' }).click()
    await expect(model(page)).toHaveText([/Arr\./])
    expect(generations(api.requests)).toEqual([])
    await say(page, 'Hello')
    await settled(page)
    expect(contents(generations(api.requests)[0])).toEqual([
      { role: 'user', parts: [{ text: 'You are a pirate.' }] },
      { role: 'model', parts: [{ text: 'Arr.' }] },
      { role: 'user', parts: [{ text: 'Hello' }] },
    ])
  })

  test('with three candidates, holds the first or the one that was picked', async ({ page, api }) => {
    await choose(page, 'demo-candidates')
    await say(page, 'three of them')
    await settled(page)
    const third = model(page).first().getByRole('group', { name: 'Candidate 3' })
    await third.getByRole('button', { name: 'Raw', exact: true }).click()
    const text = await third.getByRole('textbox', { name: 'Raw text' }).inputValue()
    await third.getByRole('button', { name: 'Use this one' }).click()
    await expect(third).toContainText('in the history')
    await choose(page, 'demo-flash')
    await say(page, 'go on')
    await settled(page)
    const parts = contents(generations(api.requests).at(-1))[1]?.parts ?? []
    expect(parts.map((part) => (part.thought ? '' : part.text)).join('')).toBe(text)
  })
})

test('Stop keeps what arrived, closes the socket within a second, and what is missing can be asked for', async ({
  page,
  api,
}) => {
  await choose(page, 'demo-long')
  await say(page, 'A long story')
  await expect(model(page).locator('p').nth(3)).toBeVisible()
  const stop = page.getByRole('button', { name: 'Stop', exact: true })
  expect(await timeToAbort(page, () => stop.click())).toBeLessThan(1000)
  await expect(reason(model(page).first())).toContainText(/^Stopped/)
  // What stands under a settled answer is in sight too.
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeHidden()
  await choose(page, 'demo-flash')
  await model(page).first().getByRole('button', { name: 'Ask for the rest' }).click()
  await expect(model(page)).toHaveCount(2)
  await settled(page)
  expect(sent(api.requests)).toEqual([
    'user: A long story',
    'model',
    'user: Continue exactly where you stopped.',
  ])
})

test('a message sent while an answer comes stays, and that is said', async ({ page, api }) => {
  await choose(page, 'demo-long')
  await say(page, 'A long story')
  await expect(model(page).locator('p').first()).toBeVisible()
  await message(page).fill('Too early')
  await message(page).press('ControlOrMeta+Enter')
  const status = page.getByRole('status', { name: 'Message status' })
  await expect(status).toHaveText(/still coming/)
  await expect(message(page)).toHaveValue('Too early')
  await message(page).press('Escape')
  await expect(status).toHaveText(/not sent/)
  expect(generations(api.requests)).toHaveLength(1)
})

test('an HTTP error stands in the log as an alert; Regenerate takes its place', async ({ page }) => {
  await choose(page, 'demo-rate-limited')
  await say(page, 'Hello')
  await expect(log(page).getByRole('alert')).toContainText('429 RESOURCE_EXHAUSTED')
  await choose(page, 'demo-flash')
  await action(model(page).first(), 'Regenerate').click()
  await settled(page)
  await expect(log(page).getByRole('alert')).toHaveCount(0)
  await expect(model(page)).toHaveCount(1)
  await expect(branches(model(page).first())).toHaveCount(0)
})

test('the conversation, its draft and the open one survive a reload', async ({ page }) => {
  await say(page, 'Remember me')
  await settled(page)
  await message(page).fill('half a sentence')
  await page.reload()
  await expect(you(page)).toHaveText([/Remember me/])
  await expect(model(page)).toHaveCount(1)
  await expect(message(page)).toHaveValue('half a sentence')
  await page.getByRole('button', { name: 'New chat' }).click()
  await expect(you(page)).toHaveCount(0)
  await expect(message(page)).toHaveValue('')
  await page
    .getByRole('list', { name: 'Conversations' })
    .getByRole('button', { name: 'Remember me', exact: true })
    .click()
  await expect(message(page)).toHaveValue('half a sentence')
})

test('turns that are being rewritten keep their text over a reload, each its own', async ({ page }) => {
  await say(page, 'First question')
  await settled(page)
  await say(page, 'Second question')
  await settled(page)
  const field = (at: number) => you(page).nth(at).getByRole('textbox', { name: 'Edit message' })
  await action(you(page).first(), 'Edit').click()
  await field(0).fill('First, half rewritten')
  await action(you(page).nth(1), 'Edit').click()
  await field(1).fill('Second, half rewritten')
  await page.reload()
  await expect(field(0)).toHaveValue('First, half rewritten')
  await expect(field(1)).toHaveValue('Second, half rewritten')
  await action(you(page).nth(1), 'Cancel').click()
  await expect(you(page).nth(1)).toHaveText(/Second question/)
  await page.getByRole('button', { name: 'New chat' }).click()
  await expect(you(page)).toHaveCount(0)
  await page.getByRole('list', { name: 'Conversations' }).getByRole('button').first().click()
  await expect(field(0)).toHaveValue('First, half rewritten')
  await action(you(page).first(), 'Save').click()
  await expect(you(page)).toHaveText([/First, half rewritten/])
  await page.reload()
  await expect(you(page)).toHaveText([/First, half rewritten/])
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toHaveCount(0)
})

test('a reload in mid-stream keeps what came and marks it interrupted', async ({ page }) => {
  await choose(page, 'demo-silent')
  await say(page, 'Hello')
  const came = 'One event, and then nothing'
  await expect(model(page)).toContainText(came)
  await expect.poll(() => onDisk(page)).toContain(came)
  await page.reload()
  await expect(reason(model(page).first())).toContainText(/^Interrupted/)
  await expect(model(page).first()).toContainText(came)
})

test('two tabs: both append, each sees the other, a deletion wins, all of it holds', async ({
  page,
  api,
}) => {
  await say(page, 'start')
  await settled(page)
  const other = await page.context().newPage()
  await other.goto('/#/chat')
  await expect(you(other)).toHaveText([/start/])
  await api.connect(other)
  await choose(other, 'demo-flash')
  await Promise.all([say(page, 'from the first'), say(other, 'from the second')])
  await Promise.all([settled(page), settled(other)])
  for (const tab of [page, other]) {
    await expect(you(tab)).toHaveCount(3)
    await expect(model(tab)).toHaveCount(3)
  }
  await action(you(other).first(), 'Delete').click()
  await expect(you(page)).toHaveCount(2)
  await Promise.all([page.reload(), other.reload()])
  for (const tab of [page, other]) {
    await expect(you(tab)).toHaveCount(2)
    await expect(you(tab).filter({ hasText: 'from the first' })).toHaveCount(1)
    await expect(you(tab).filter({ hasText: 'from the second' })).toHaveCount(1)
  }
  await other.close()
})

test('conversations: rename, search, delete, undo; a temporary one is never listed', async ({ page }) => {
  const list = page.getByRole('list', { name: 'Conversations' })
  await say(page, 'About apples')
  await settled(page)
  await page.getByRole('button', { name: 'New chat' }).click()
  await say(page, 'About pears')
  await settled(page)
  await expect(list.getByRole('listitem')).toHaveText([/About pears/, /About apples/])
  await page.getByRole('button', { name: 'More for About pears' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Conversation name' }).fill('Quinces')
  await page.getByRole('textbox', { name: 'Conversation name' }).press('Enter')
  await expect(list.getByRole('listitem')).toHaveText([/Quinces/, /About apples/])
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill('APPLE')
  await expect(list.getByRole('listitem')).toHaveText([/About apples/])
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill('')
  await page.getByRole('button', { name: 'More for Quinces' }).click()
  await page.getByRole('menuitem', { name: 'Delete conversation' }).click()
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expect(you(page)).toHaveText([/About pears/])
  await page.getByRole('button', { name: 'Temporary chat' }).click()
  await say(page, 'A secret')
  await settled(page)
  await page.reload()
  await expect(list.getByRole('listitem')).toHaveText([/Quinces/, /About apples/])
  await expect(log(page)).not.toContainText('A secret')
})

test('what looks like a key is not sent before it was asked about, and never kept', async ({ page, api }) => {
  const secret = `AIza${'Sy0'.repeat(12)}`
  await message(page).fill(`my key is ${secret}`)
  await expect(page.getByRole('status', { name: 'Token count' })).toContainText('not counted')
  await sendButton(page).click()
  const question = page.getByRole('alertdialog', { name: 'Key in prompt' })
  await question.getByRole('button', { name: 'Run anyway' }).click()
  await settled(page)
  expect(generations(api.requests)[0]?.postData()).toContain(secret)
  await page.reload()
  await expect(you(page)).toHaveText([/my key is/])
  await expect(log(page)).not.toContainText(secret)
})

test('the history as JSON: a change becomes a branch, nonsense is refused in words', async ({
  page,
  api,
}) => {
  await say(page, 'one')
  await settled(page)
  await page.getByRole('button', { name: 'More about this chat' }).click()
  await page.getByRole('menuitem', { name: 'Conversation as JSON' }).click()
  const dialog = page.getByRole('dialog', { name: 'Conversation as JSON' })
  const field = dialog.getByRole('textbox', { name: 'Conversation as JSON' })
  await expect(field).toHaveValue(/"text": "one"/)
  await field.fill('[{"role": "robot", "parts": []}]')
  await expect(dialog.getByRole('status')).toContainText('contents[0].role')
  await expect(dialog.getByRole('button', { name: 'Save conversation' })).toBeDisabled()
  await field.fill('[{"role":"user","parts":[{"text":"zwei"}]},{"role":"model","parts":[{"text":"drei"}]}]')
  await dialog.getByRole('button', { name: 'Save conversation' }).click()
  await expect(you(page)).toHaveText([/zwei/])
  await expect(branches(you(page).first())).toContainText('2 / 2')
  await say(page, 'vier')
  await settled(page)
  expect(contents(generations(api.requests).at(-1)).map(({ parts }) => parts[0]?.text)).toEqual([
    'zwei',
    'drei',
    'vier',
  ])
})

test('Enter sends where it was chosen, but not while an input method composes', async ({ page }) => {
  await page.getByRole('button', { name: 'Message options' }).click()
  await page.getByRole('checkbox', { name: 'Enter sends' }).check()
  await page.keyboard.press('Escape')
  await message(page).fill('kana')
  await message(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
  await expect(message(page)).toHaveValue('kana')
  await message(page).press('Shift+Enter')
  await expect(message(page)).toHaveValue('kana\n')
  await message(page).press('Enter')
  await settled(page)
  await expect(you(page)).toHaveText([/kana/])
})

test('a conversation goes into Embeddings as one text a turn, and nothing is sent for it', async ({
  page,
  api,
}) => {
  await say(page, 'Reply with exactly: green')
  await settled(page)
  const before = api.requests.length
  await page.getByRole('button', { name: 'More about this chat' }).click()
  await page.getByRole('menuitem', { name: 'Embed this chat' }).click()
  await expect(page).toHaveURL(/#\/embeddings$/)
  for (const words of ['Reply with exactly: green', 'Model']) {
    await expect(page.getByRole('main').getByText(words, { exact: true }).first()).toBeVisible()
  }
  expect(api.requests.slice(before).filter((request) => /:(batchE|e)mbed/.test(request.url()))).toEqual([])
})
