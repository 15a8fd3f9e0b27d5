import { setSettingsOpen } from '../state/shell/layout.ts'

const named = (element: HTMLElement, name: string) =>
  element.getAttribute('aria-label') === name ||
  (element instanceof HTMLButtonElement && element.textContent?.trim() === name) ||
  ('labels' in element &&
    [...((element as HTMLInputElement).labels ?? [])].some((label) => label.textContent?.trim() === name))

function find(name: string): HTMLElement | undefined {
  const controls = document.querySelectorAll<HTMLElement>('aside :is(input, textarea, select, button)')
  return [...controls].find((control) => named(control, name) && control.checkVisibility())
}

function reveal(name: string): boolean {
  const control = find(name)
  control?.scrollIntoView({ block: 'center' })
  // One that this model's record locks takes no focus; the way to set it anyway does.
  const reached = control?.matches(':disabled') ? find(`Set ${name} anyway`) : control
  reached?.focus()
  return control !== undefined
}

/** Opens Run settings, beside the work or as a drawer, and puts the focus on the control of this accessible name. */
export function showSetting(name: string): void {
  setSettingsOpen(true)
  requestAnimationFrame(() => {
    if (reveal(name)) return
    const drawer = [...document.querySelectorAll('button')].find(
      (button) => button.textContent?.trim() === 'Run settings' && button.checkVisibility(),
    )
    drawer?.click()
    setTimeout(() => reveal(name), 200)
  })
}
