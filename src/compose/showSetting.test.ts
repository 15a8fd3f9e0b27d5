// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { showSetting } from './showSetting.ts'

test('who goes to a setting that is locked has the focus on the way to set it anyway', async () => {
  HTMLElement.prototype.checkVisibility = () => true
  document.body.innerHTML =
    '<aside><input aria-label="Top K" disabled><button>Set <i>Top K </i>anyway</button></aside>'
  showSetting('Top K')
  await new Promise((done) => requestAnimationFrame(done))
  expect(document.activeElement?.textContent).toBe('Set Top K anyway')
})
