import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { collectSetup, setupFrom } from './sharing.ts'
import type { Setup } from './setup.ts'

const own: Setup = { model: 'demo-embedding', lines: 'mine', rows: null }

test('texts and settings come back as they went, texts with line breaks whole', () => {
  const sent: Setup = {
    model: 'gemini-embedding-001',
    taskType: 'RETRIEVAL_DOCUMENT',
    title: 'Tides',
    outputDimensionality: 768,
    lines: '',
    rows: [{ text: 'one\ntwo' }, { text: 'three' }],
  }
  const { embed } = collectSetup(sent)
  expect(embed && setupFrom(embed, own)).toEqual(sent)
})

test('what was not set does not travel, and takes nothing over', () => {
  const { embed } = collectSetup({ model: 'demo-embedding', lines: 'a\n\nb ', rows: null })
  expect(embed).toEqual({ model: 'demo-embedding', texts: ['a', 'b'] })
  expect(setupFrom({ texts: ['x'] }, { ...own, taskType: 'CLUSTERING' })).toEqual({
    model: 'demo-embedding',
    lines: 'x',
    rows: null,
  })
})
