import { expect, test } from 'vitest'
import { workspaceOf } from './workspace.ts'

test.each([
  ['', 'prompt'],
  ['#', 'prompt'],
  ['#/prompt', 'prompt'],
  ['#/chat', 'chat'],
  ['#/embeddings/', 'embeddings'],
  ['#/models', 'models'],
  ['#/chat?text=hello', 'chat'],
  ['#/chatter', 'prompt'],
  ['#/history/2f1c', 'history'],
  ['#/compare', 'prompt'],
  ['#s1=abc', 'prompt'],
  ['#/__proto__', 'prompt'],
])('%s is %s', (hash, workspace) => {
  expect(workspaceOf(hash)).toBe(workspace)
})
