import { expect, test } from 'vitest'
import { percentOf, tokensOf } from './logprobs.ts'

test('each token with what might have stood in its place', () => {
  const result = {
    chosenCandidates: [{ token: 'Hi', logProbability: -0.1, tokenId: 7 }, { token: '!' }],
    topCandidates: [
      {
        candidates: [
          { token: 'Hi', logProbability: -0.1 },
          { token: 'Hey', logProbability: -2.5 },
        ],
      },
      {},
    ],
  }
  expect(tokensOf(result)).toEqual([
    { token: 'Hi', logProbability: -0.1, others: [{ token: 'Hey', logProbability: -2.5 }] },
    { token: '!', logProbability: 0, others: [] },
  ])
})

test('a number as text is read, with the one that JSON has no number for', () => {
  const result = {
    chosenCandidates: [
      { token: 'a', logProbability: {} },
      { token: 'b', logProbability: '-0.5' },
    ],
    topCandidates: [
      { candidates: [{ token: 'x', logProbability: -1 }] },
      {
        candidates: [
          null,
          { token: 'c', logProbability: '-Infinity' },
          { token: 'd', logProbability: 'NaN' },
        ],
      },
    ],
  }
  expect(tokensOf(result)).toEqual([
    { token: 'b', logProbability: -0.5, others: [{ token: 'c', logProbability: -Infinity }] },
  ])
})

test.each([undefined, null, 'x', {}, { chosenCandidates: [null, 3, {}] }, { chosenCandidates: 'x' }])(
  'nothing comes of %j',
  (result) => {
    expect(tokensOf(result)).toEqual([])
  },
)

test.each([
  [0, '100%'],
  [Math.log(0.073), '7.3%'],
  [Math.log(0.004), '0.4%'],
  [-30, '< 0.01%'],
  [-Infinity, '< 0.01%'],
])('%d is %s', (log, words) => {
  expect(percentOf(log)).toBe(words)
})
