// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { Checks } from './Checks.tsx'
import type { Finding } from '../request/checks/finding.ts'

const finding = (title: string): Finding => ({
  severity: 'error',
  path: `generationConfig.${title}`,
  says: 'Out of range.',
  fix: { title, change: {} as never },
})

function press(name: string): void {
  const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)!
  button.focus()
  act(() => button.click())
}

test('the focus goes on from a fix that has done its work: to the next one, and then to Run', () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  document.body.innerHTML = '<div></div><div data-run><button>Run</button></div>'
  const root = createRoot(document.querySelector('div')!)
  const draw = (...titles: string[]) =>
    act(() => root.render(<Checks findings={titles.map(finding)} onFix={vi.fn<() => void>()} />))
  draw('topP', 'topK')
  press('Fix: topP')
  draw('topK')
  expect(document.activeElement?.textContent).toBe('Fix: topK')
  press('Fix: topK')
  draw()
  expect(document.activeElement?.textContent).toBe('Run')

  // Who was elsewhere stays there.
  draw('seed')
  draw()
  expect(document.activeElement?.textContent).toBe('Run')
  act(() => root.unmount())
})
