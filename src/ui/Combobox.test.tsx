// @vitest-environment happy-dom
import { act, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Combobox } from './Combobox.tsx'

const options = [{ value: 'alpha', note: 'First' }, { value: 'beta' }, { value: 'beta-two' }]
const taken = vi.fn()
let unmount: () => void

function Host({ allowOther, many }: { allowOther: boolean; many: number }) {
  const [value, setValue] = useState('beta')
  const more = Array.from({ length: many }, (_, index) => ({ value: `more-${index}` }))
  return (
    <Combobox
      label="Model"
      value={value}
      options={[...options, ...more]}
      allowOther={allowOther}
      onChange={(next) => {
        taken(next)
        setValue(next)
      }}
    />
  )
}

function show({ allowOther = false, many = 0 } = {}) {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  act(() => root.render(<Host allowOther={allowOther} many={many} />))
  unmount = () => {
    act(() => root.unmount())
    place.remove()
  }
  return place.querySelector('input')!
}

const listed = () =>
  [...document.querySelectorAll('[role=option]')].map((option) => option.id && option.firstChild!.textContent)

function type(field: HTMLInputElement, text: string) {
  act(() => {
    // React overrides the property on the instance; the prototype's setter is what the browser uses.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

const press = (field: HTMLInputElement, key: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  act(() => void field.dispatchEvent(event))
  return event
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  taken.mockClear()
})
afterEach(() => unmount())

test.each([{ isComposing: true }, { keyCode: 229 }])(
  'Enter, Escape and arrows of an input method (%j) are its own',
  (more) => {
    const field = show()
    type(field, 'alp')
    for (const key of ['ArrowDown', 'Enter', 'Escape']) {
      expect(press(field, key, more).defaultPrevented).toBe(false)
      expect(listed()).not.toEqual([])
    }
    expect(taken).not.toHaveBeenCalled()
    press(field, 'Enter')
    expect(taken).toHaveBeenCalledWith('alpha')
  },
)

test('opens on a click with every option, the present one marked', () => {
  const field = show()
  act(() => field.click())
  expect(listed()).toEqual(['alpha', 'beta', 'beta-two'])
  const active = document.querySelector(`[id="${field.getAttribute('aria-activedescendant')}"]`)
  expect(active?.textContent).toBe('beta')
  expect(field.getAttribute('aria-expanded')).toBe('true')
})

test('typing filters by value and note, arrows go round, Enter takes', () => {
  const field = show()
  type(field, 'BETA')
  expect(listed()).toEqual(['beta', 'beta-two'])
  press(field, 'ArrowDown')
  press(field, 'Enter')
  expect(taken).toHaveBeenLastCalledWith('beta-two')
  type(field, 'first')
  expect(listed()).toEqual(['alpha'])
})

test('Esc puts the value back and goes no further; with the list closed it is somebody else’s', () => {
  const field = show({ allowOther: true })
  type(field, 'typed')
  expect(press(field, 'Escape').defaultPrevented).toBe(true)
  expect(field.value).toBe('beta')
  expect(taken).not.toHaveBeenCalled()
  expect(press(field, 'Escape').defaultPrevented).toBe(false)
})

test('leaving the field takes other text only where that is allowed', () => {
  const strict = show()
  act(() => strict.focus())
  type(strict, 'gamma')
  act(() => strict.blur())
  expect(taken).not.toHaveBeenCalled()
  expect(strict.value).toBe('beta')
  unmount()
  const open = show({ allowOther: true })
  act(() => open.focus())
  type(open, ' gamma ')
  act(() => open.blur())
  expect(taken).toHaveBeenCalledExactlyOnceWith('gamma')
})

test('with other text allowed, Enter takes what was typed, not the first match', () => {
  const field = show({ allowOther: true })
  type(field, 'bet')
  press(field, 'Enter')
  expect(taken).toHaveBeenLastCalledWith('bet')
})

test('Ctrl+Enter is left to the page', () => {
  const field = show()
  type(field, 'alpha')
  expect(press(field, 'Enter', { ctrlKey: true }).defaultPrevented).toBe(false)
  expect(taken).not.toHaveBeenCalled()
})

test('a long list is cut and says how much is left', () => {
  const field = show({ many: 5000 })
  act(() => field.click())
  expect(listed()).toHaveLength(200)
  expect(document.body.textContent).toContain('4,803 more')
})

test('options of a group stand under its heading, and the keys pass from one to the other', () => {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  const some = [{ value: 'plain' }, { value: 'odd', group: 'States' }, { value: 'late', group: 'States' }]
  act(() =>
    root.render(<Combobox label="Model" value="plain" options={some} onChange={(next) => taken(next)} />),
  )
  unmount = () => {
    act(() => root.unmount())
    place.remove()
  }
  const field = place.querySelector('input')!
  press(field, 'ArrowDown')
  const group = document.querySelector('[role=group]')!
  expect(group.getAttribute('aria-label')).toBe('States')
  expect([...group.querySelectorAll('[role=option]')].map((one) => one.textContent)).toEqual(['odd', 'late'])
  expect(document.querySelectorAll('[role=option]')).toHaveLength(3)
  press(field, 'ArrowDown')
  press(field, 'ArrowDown')
  press(field, 'Enter')
  expect(taken).toHaveBeenCalledWith('late')
})
