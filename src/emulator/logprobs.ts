import type { Candidate } from '../gemini/types.ts'
import { random } from './random.ts'
import { tokenise } from './tokens.ts'

const alternatives = [
  ' the',
  ' a',
  ' and',
  ' is',
  ',',
  '.',
  ' of',
  ' to',
  ' in',
  ' it',
  ' not',
  ' as',
  ' by',
  ' for',
  ' on',
  ' at',
  ' or',
  ' an',
  ' so',
  ' but',
]

/** Made-up log probabilities in the API's shape: the chosen token is always the likeliest, all sums stay below 1. */
export function logprobs(text: string, top: number): Partial<Candidate> {
  const chance = random(`logprobs ${text}`)
  const chosenCandidates: object[] = []
  const topCandidates: object[] = []
  let sum = 0
  for (const token of tokenise(text)) {
    let left = 1
    const rows = [token, ...alternatives.filter((other) => other !== token)]
      .slice(0, Math.max(1, top))
      .map((one, rank) => {
        const share = left * (rank === 0 ? 0.6 + 0.39 * chance.next() : 0.5)
        left -= share
        return {
          token: one,
          tokenId: 200 + chance.below(250_000),
          logProbability: Number(Math.log(share).toFixed(6)),
        }
      })
    const [chosen] = rows
    if (!chosen) continue
    chosenCandidates.push(chosen)
    topCandidates.push({ candidates: rows })
    sum += chosen.logProbability
  }
  const avgLogprobs = chosenCandidates.length > 0 ? sum / chosenCandidates.length : 0
  return { avgLogprobs, logprobsResult: { chosenCandidates, ...(top > 0 && { topCandidates }) } }
}
