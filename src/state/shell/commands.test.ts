import { expect, test, vi } from 'vitest'
import { registerCommand, runCommand } from './commands.ts'

test('the command registered last under an id runs, and leaves again', () => {
  const under = vi.fn()
  const over = vi.fn()
  expect(runCommand('run')).toBe(false)
  registerCommand({ id: 'run', title: 'Run', run: under })
  const leave = registerCommand({ id: 'run', title: 'Send', run: over })
  expect(runCommand('run')).toBe(true)
  leave()
  runCommand('run')
  expect(over).toHaveBeenCalledOnce()
  expect(under).toHaveBeenCalledOnce()
})
