// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { rowsOfTomorrow, valuesOfTomorrow } from '../../request/fixtures/rows.ts'
import { getAt } from '../../request/settings/path.ts'
import { promptDoc } from '../../state/documents/documents.ts'
import RunSettings from './RunSettings.tsx'
import type { Root } from 'react-dom/client'
import type { Setting, SettingPath } from '../../request/settings/table.ts'

vi.mock('../../request/settings/table.ts', async (original) => {
  const real = await original<{ table: readonly Setting[] }>()
  const { rowsOfTomorrow: more } = await import('../../request/fixtures/rows.ts')
  return { ...real, table: [...real.table, ...more] }
})

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
const { settings } = promptDoc

const show = () => {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const place = document.body.appendChild(document.createElement('div'))
  root = createRoot(place)
  act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <RunSettings />
      </QueryClientProvider>,
    ),
  )
}
beforeEach(show)
afterEach(() => {
  act(() => {
    root.unmount()
    settings.resetConfig()
  })
  document.body.replaceChildren()
})

const named = (name: string) =>
  [...document.querySelectorAll<HTMLInputElement>('input, select, textarea')].filter(
    (one) => one.getAttribute('aria-label') === name,
  )
/** The control's own default may follow, for the eye. */
const useDefault = (title: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent?.startsWith(`Use default ${title}`))
const problems = () => document.querySelectorAll('[role=alert]').length
const now = (path: string) => getAt(settings.store.getState(), path)

/** As a person's keys would: React listens to the native setter. */
function write(field: HTMLElement, text: string, event = 'input') {
  const proto = Object.getPrototypeOf(field) as object
  act(() => {
    Object.getOwnPropertyDescriptor(proto, 'value')!.set!.call(field, text)
    field.dispatchEvent(new Event(event, { bubbles: true }))
  })
}

const key = (field: HTMLElement, name: string) =>
  act(
    () =>
      void field.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })),
  )

test.each(rowsOfTomorrow)('$title has its control, and a way back to the default', ({ path, title }) => {
  expect(named(title).length).toBeGreaterThan(0)
  expect(useDefault(title)).toBeUndefined()
  act(() => settings.set(path as SettingPath, valuesOfTomorrow[path] as never))
  expect(now(path)).toEqual(valuesOfTomorrow[path])
  act(() => useDefault(title)?.click())
  expect(now(path)).toBeUndefined()
})

test('the way back to the default leaves the focus in its row', async () => {
  act(() => settings.set('generationConfig.temperature', 0.5))
  const back = useDefault('Temperature')!
  back.focus()
  act(() => back.click())
  await act(() => new Promise((done) => requestAnimationFrame(done)))
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Temperature')
})

test('a choice, a switch, a slider’s field and JSON write what stands in them', () => {
  write(named('Level of tomorrow')[0]!, 'LOW', 'change')
  act(() => named('Thoughts of tomorrow')[0]!.click())
  write(named('Budget of tomorrow').at(-1)!, '1,024')
  write(named('Transcription of tomorrow')[0]!, '{"diarization":true}')
  expect(now('generationConfig')).toEqual({
    later: { levelOfTomorrow: 'LOW', thoughtsOfTomorrow: true, budgetOfTomorrow: 1024 },
    audioTranscriptionConfig: { diarization: true },
  })
})

test('what is half typed changes nothing, stays, and is said', () => {
  const field = named('Temperature').at(-1)!
  write(field, '0,4')
  expect([now('generationConfig.temperature'), field.value]).toEqual([0.4, '0,4'])
  for (const text of ['1e', '-', '7', '0.4.5', 'warm']) {
    write(field, text)
    expect([now('generationConfig.temperature'), field.value]).toEqual([0.4, text])
    expect(document.querySelector('[role=alert]')?.textContent).toMatch(
      /^(“|Temperature goes).* Still sending 0\.4\.$/,
    )
  }
  act(() => settings.set('generationConfig.temperature', 1))
  expect([field.value, document.querySelector('[role=alert]')]).toEqual(['1', null])
  const schema = named('Transcription of tomorrow')[0]!
  write(schema, '{"a":')
  expect(schema.value).toBe('{"a":')
  expect(document.querySelector('[role=alert]')?.textContent).toMatch(
    /^This is not JSON.* Nothing is sent\.$/,
  )
  expect(now('generationConfig.audioTranscriptionConfig')).toBeUndefined()
})

test('arrow keys step on the field’s own steps, and an integer stands in groups once it is left', () => {
  const temperature = named('Temperature').at(-1)!
  write(temperature, '0.3')
  key(temperature, 'ArrowUp')
  expect(now('generationConfig.temperature')).toBe(0.35)
  key(temperature, 'PageUp')
  expect(now('generationConfig.temperature')).toBe(0.85)
  const tokens = named('Max output tokens')[0]!
  write(tokens, '65536')
  expect(tokens.value).toBe('65536')
  act(() => void tokens.dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
  expect(tokens.value).toBe('65,536')
  expect(tokens.getAttribute('aria-valuenow')).toBe('65536')
})

test('a word that is longer than its row allows is refused in place, once its escapes are read', () => {
  const field = named('Modalities of tomorrow')[0]!
  const enter = (text: string) => {
    write(field, text)
    key(field, 'Enter')
  }
  enter('x'.repeat(11))
  expect([now('generationConfig.wordsOfTomorrow'), field.value]).toEqual([undefined, 'x'.repeat(11)])
  expect(document.querySelector('[role=alert]')?.textContent).toBe(
    'A word has at most 10 characters; this one has 11.',
  )
  enter(String.raw`12345678\n0`)
  expect(now('generationConfig.wordsOfTomorrow')).toEqual(['12345678\n0'])
})

test('what is half typed outlives the form, and goes where another whole set takes its place', () => {
  const typed = [
    ['Temperature', '7'],
    ['Transcription of tomorrow', '{"a":'],
    ['Modalities of tomorrow', 'x'.repeat(11)],
  ] as const
  const half = () => typed.map(([title]) => named(title).at(-1)!.value)
  for (const whole of [settings.backToApiDefaults, () => settings.replace(settings.store.getState())]) {
    for (const [title, text] of typed) write(named(title).at(-1)!, text)
    key(named('Modalities of tomorrow')[0]!, 'Enter')
    act(() => root.unmount())
    document.body.replaceChildren()
    show()
    expect([half(), problems()]).toEqual([typed.map(([, text]) => text), 3])
    act(whole)
    expect([half(), problems()]).toEqual([['', '', ''], 0])
  }
})
