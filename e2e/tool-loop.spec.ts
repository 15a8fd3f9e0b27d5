/** The loop of calls and results in Chat: what goes over the wire, and what stops it. */
import { expect, test } from './fixtures.ts'
import { contents, generations, message, say } from './chatPage.ts'
import { toLink } from '../src/request/link.ts'
import type { Page } from '@playwright/test'
import type { Content, Part } from '../src/gemini/types.ts'
import type { OwnFunction } from '../src/request/functions/declaration.ts'

const loop = (page: Page) => page.getByRole('region', { name: 'Tool loop' })
const press = (page: Page, name: string) => loop(page).getByRole('button', { name, exact: true }).click()
const status = (page: Page) => loop(page).getByRole('status')

const fixed = (name: string, result: object, more: Partial<OwnFunction> = {}): OwnFunction => ({
  declaration: { name },
  handler: 'fixed',
  handlers: { fixed: JSON.stringify(result) },
  ...more,
})

/** Opens a chat with these functions by a link; nothing is sent. */
async function declare(page: Page, functions: OwnFunction[]): Promise<void> {
  const hash = await toLink({
    v: 2,
    workspace: 'chat',
    model: 'demo-tool-loop',
    systemInstruction: '',
    stream: true,
    generationConfig: {},
    safety: {},
    functions,
    parts: [],
  })
  await page.goto(`/${hash}`)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
}

const called = (parts: readonly Part[] = []) => parts.filter(({ functionCall }) => functionCall)
const answered = ({ parts = [] }: Content) => parts.flatMap(({ functionResponse }) => functionResponse ?? [])

test('five steps with parallel calls: step by step, over a reload, and by itself; every call goes back byte for byte', async ({
  page,
  api,
}) => {
  const raw: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().includes('streamGenerateContent')) raw.push(response.text())
  })
  await declare(page, [
    fixed('find_bookings', { booking: 'LIS-20417' }),
    { ...fixed('get_refund', {}), handler: 'table', handlers: { table: '[{"args":"*","result":412.5}]' } },
    { declaration: { name: 'quote_change' } },
  ])
  await api.connect(page)
  await say(page, 'Lena wants out.')
  await expect(status(page)).toHaveText('step 1 of at most 10, 1 call')
  expect(generations(api.requests)).toHaveLength(1)
  await press(page, 'Step')
  await expect(status(page)).toHaveText('step 2 of at most 10, 3 calls')
  await expect(loop(page)).toContainText('One step is done')
  // One primary button a view.
  await expect(page.getByRole('button', { name: 'Send', exact: true })).not.toHaveClass(/bg-accent/)

  await press(page, 'Run loop')
  await expect(loop(page)).toContainText('quote_change has no handler')
  await expect(loop(page)).toContainText('1 of 2 results ready')
  expect(generations(api.requests)).toHaveLength(2)
  await page.getByRole('textbox', { name: 'Result of quote_change' }).fill('{"fee": 35}')
  await message(page).fill('Being written')
  await loop(page).getByRole('spinbutton', { name: 'Most steps' }).fill('4')
  await expect(status(page)).toHaveText('step 2 of at most 4, 3 calls')
  await page.reload()
  await api.connect(page)
  await expect(status(page)).toHaveText('step 2 of at most 4, 3 calls')
  await expect(loop(page)).toContainText('2 of 2 results ready')

  await press(page, 'Run loop')
  // The fifth step calls the one function that nobody answers.
  await expect(status(page)).toHaveText('step 5 of at most 4, 6 calls')
  await expect(loop(page)).toContainText('Stopped at the limit of 4 steps')
  await page.getByRole('textbox', { name: 'Result of quote_change' }).fill('{"fee": 36}')
  await press(page, 'Send results')
  await expect(loop(page)).toContainText('The loop has ended')
  await expect(message(page)).toHaveValue('Being written')

  const requests = generations(api.requests).map(contents) as unknown as Content[][]
  expect(requests).toHaveLength(6)
  for (const [at, sent] of requests.slice(1).entries()) {
    const [calls, results] = sent.slice(-2) as [Content, Content]
    expect(sent.slice(0, -2)).toEqual(requests[at])
    const events = (await raw[at]!).split('\n').filter((line) => line.startsWith('data: '))
    const came = events.flatMap((line) => {
      const { candidates } = JSON.parse(line.slice(6)) as { candidates?: { content?: Content }[] }
      return called(candidates?.[0]?.content?.parts)
    })
    expect(JSON.stringify(called(calls.parts))).toBe(JSON.stringify(came))
    expect(came[0]?.thoughtSignature).toMatch(/^[\w+/]{100,}=*$/)
    expect(answered(results).map(({ id, name }) => [id, name])).toEqual(
      came.map(({ functionCall }) => [functionCall?.id, functionCall?.name]),
    )
  }
  expect(answered(requests[2]!.at(-1)!).map(({ response }) => response)).toEqual([
    { output: 412.5 },
    { fee: 35 },
  ])
  await expect(page.getByText('step 2, table row 1').first()).toBeVisible()
})

test('a wait on purpose can be stopped, what acts waits for its press, and who leaves sends nothing', async ({
  page,
  api,
}) => {
  await declare(page, [
    fixed('find', { id: 1 }, { fault: 'slow' }),
    fixed('pay', { ok: true }, { acts: true }),
  ])
  await api.connect(page)
  await say(page, 'Pay it.')
  await press(page, 'Run loop')
  await expect(loop(page)).toContainText('find: slow on purpose')
  await expect(loop(page).getByRole('timer')).toHaveText(/^\d seconds? left\.$/)
  await press(page, 'Stop loop')
  await expect(loop(page)).toContainText('You stopped the loop')
  await expect(loop(page)).toContainText('1 of 1 result ready')
  expect(generations(api.requests)).toHaveLength(1)

  await press(page, 'Run loop')
  await expect(loop(page)).toContainText('pay is marked Acts, so its result waits above')
  await expect(page.getByRole('textbox', { name: 'Result of pay' })).toHaveValue(/"ok": true/)
  expect(generations(api.requests)).toHaveLength(2)

  await press(page, 'Run loop')
  await expect(loop(page)).toContainText('find: slow on purpose')
  await page.getByRole('button', { name: 'New chat' }).click()
  await expect(loop(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Pay it.', exact: true }).click()
  await expect(loop(page)).toContainText('The loop stopped because you left this conversation.')
  await expect(loop(page)).toContainText('2 of 2 results ready')
  expect(generations(api.requests)).toHaveLength(2)
})

test('each fault on purpose goes out unasked, and the words of the server are shown', async ({
  page,
  api,
}) => {
  await declare(page, [fixed('find', { id: 1 })])
  await api.connect(page)
  await say(page, 'Find it.')
  const choose = async (fault: string) => {
    await page.getByRole('button', { name: 'Functions', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Functions' })
    await dialog.getByRole('combobox', { name: 'Fault' }).selectOption(fault)
    await dialog.getByRole('button', { name: 'Close' }).click()
  }
  const back = () => contents(generations(api.requests).at(-1)).at(-1)?.parts as Part[] | undefined
  for (const [fault, words] of [
    ['Wrong type', 'Invalid value at'],
    ['Missing response', 'Please ensure that the number of function response parts'],
    ['Missing signature', 'Function call is missing a thought_signature'],
  ] as const) {
    await choose(fault)
    await press(page, 'Step')
    await expect(loop(page)).toContainText('the request failed')
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
    await expect(page.getByRole('log').getByText(words).first()).toBeVisible()
    await press(page, 'Answer the calls again')
    await expect(status(page)).toHaveText('step 1 of at most 10, 1 call')
  }
  await choose('Error')
  await press(page, 'Step')
  await expect(status(page)).toHaveText('step 2 of at most 10, 3 calls')
  expect(back()).toMatchObject([
    { functionResponse: { name: 'find', response: { error: expect.any(String) } } },
  ])
  await expect(page.getByText('fault: error').first()).toBeVisible()
  await choose('Empty')
  await press(page, 'Step')
  await expect(status(page)).toHaveText('step 3 of at most 10, 4 calls')
  expect(back()?.map(({ functionResponse }) => functionResponse?.response)).toEqual([{}, {}])
})
