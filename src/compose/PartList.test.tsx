// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { mediaIn } from '../request/media.ts'
import { PartList } from './PartList.tsx'
import type { Draft } from '../request/draft.ts'
import type { MediaPart, MediaRef } from '../request/media.ts'

/** What each tile was drawn with last, by the picture's name. */
const tiles = vi.hoisted(() => new Map<string, { onReplace: (next: MediaRef) => void }>())
vi.mock('./ImageTile.tsx', () => ({
  ImageTile: (props: { media: MediaRef; onReplace: (next: MediaRef) => void }) => {
    tiles.set(props.media.name, props)
    return null
  },
}))

const picture = (name: string): MediaPart => ({
  media: { id: name.repeat(64), name, mimeType: 'image/png', bytes: 9, from: { at: 'store' } },
})
const [a, b, c] = [picture('a'), picture('b'), picture('c')] as const
const small: MediaRef = { ...picture('d').media, name: 'a', bytes: 1 }
const intake = { outcomes: [] } as never
let unmount: () => void = () => undefined
/** What is being written, as its store has it. */
let present: Draft

function show() {
  const onChange = vi.fn<(draft: Draft) => void>()
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  unmount = () => act(() => root.unmount())
  const draw = (...pictures: MediaPart[]) => {
    present = { parts: [...pictures, { text: 'hi' }], field: pictures.length }
    act(() =>
      root.render(
        <PartList
          draft={present}
          present={() => present}
          onChange={onChange}
          intake={intake}
          own="Prompt"
          counts={false}
        />,
      ),
    )
  }
  return { draw, onChange }
}
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
afterEach(() => unmount())

test.each([
  ['another one came', [a, b, c], ['d', 'b', 'c']],
  ['it was moved', [b, a], ['b', 'd']],
])('a picture in another size takes its own place, though meanwhile %s', (_, pictures, after) => {
  const { draw, onChange } = show()
  draw(a, b)
  const { onReplace } = tiles.get('a')!
  draw(...pictures)
  onReplace(small)
  expect(mediaIn(onChange.mock.calls[0]![0].parts).map(({ id }) => id[0])).toEqual(after)
})

test('a picture in another size leaves what was written meanwhile, though the list has left the screen', () => {
  const { draw, onChange } = show()
  draw(a)
  const { onReplace } = tiles.get('a')!
  unmount()
  present = { parts: [a, { text: 'written meanwhile' }], field: 1 }
  onReplace(small)
  expect(onChange.mock.calls).toEqual([
    [{ parts: [{ media: small }, { text: 'written meanwhile' }], field: 1 }],
  ])
})

test('a picture that was removed meanwhile does not come back in another size', () => {
  const { draw, onChange } = show()
  draw(a, b)
  const { onReplace } = tiles.get('a')!
  draw(b)
  onReplace(small)
  expect(onChange).not.toHaveBeenCalled()
})

/** As a draft changes, so does what is drawn of it. */
function live(...texts: string[]) {
  document.body.innerHTML = '<textarea aria-label="Prompt"></textarea><div></div>'
  const root = createRoot(document.querySelector('div')!)
  unmount = () => act(() => root.unmount())
  const draw = (draft: Draft) =>
    root.render(
      draft.parts.length > 1 && (
        <PartList
          draft={draft}
          present={() => draft}
          onChange={draw}
          intake={intake}
          own="Prompt"
          counts={false}
        />
      ),
    )
  act(() => draw({ parts: [...texts.map((text) => ({ text })), { text: 'own' }], field: texts.length }))
}
const focused = () => document.activeElement?.getAttribute('aria-label')
async function press(name: string) {
  const button = document.querySelector<HTMLElement>(`[aria-label="${name}"]`)!
  button.focus()
  act(() => button.click())
  await act(() => new Promise((done) => requestAnimationFrame(done)))
}

test('the focus goes on from a button that goes with its part, or that leads no further', async () => {
  live('a', 'b', 'c')
  await press('Move Text part 2 earlier')
  expect(focused()).toBe('Move Text part 1 later')
  await press('Remove Text part 2')
  expect(focused()).toBe('Remove Text part 2')
  await press('Remove Text part 2')
  expect(focused()).toBe('Remove Text part 1')
  await press('Remove Text part 1')
  expect(focused()).toBe('Prompt')
})
