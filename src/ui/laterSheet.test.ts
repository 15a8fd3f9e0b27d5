// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { laterSheet } from './laterSheet.ts'

vi.mock('../later.css?url', () => ({ default: '/later.css' }))

test('the sheet is waited for by all, asked for once, and again after a failure', async () => {
  const asked: HTMLLinkElement[] = []
  vi.spyOn(document.head, 'append').mockImplementation((link) => void asked.push(link as HTMLLinkElement))
  const both = [laterSheet(), laterSheet()]
  expect(asked).toHaveLength(1)
  asked[0]!.dispatchEvent(new Event('error'))
  for (const one of both) await expect(one).rejects.toThrow('did not arrive')

  const again = laterSheet()
  expect(asked).toHaveLength(2)
  expect(asked[1]).toMatchObject({ rel: 'stylesheet' })
  expect(asked[1]!.href).toContain('later.css')
  asked[1]!.dispatchEvent(new Event('load'))
  await again
  await laterSheet()
  expect(asked).toHaveLength(2)
})
