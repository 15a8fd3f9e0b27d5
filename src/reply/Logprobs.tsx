import { percentOf, tokensOf } from './logprobs.ts'
import { whole } from '../ui/figures.ts'
import { showBreaks } from '../request/breaks.ts'
import { words } from './words.ts'
import type { Option } from './logprobs.ts'

/** Beyond it a table is no longer read; the Inspector has the rest. */
const SHOWN = 500

const Token = ({ text }: { text: string }) => (
  <span className="rounded-chip bg-sunk px-1 font-mono whitespace-pre text-ink">{showBreaks(text)}</span>
)

const said = ({ token, logProbability }: Option, at: number) => (
  // oxlint-disable-next-line react/no-array-index-key -- a token is its place: a server may name one twice
  <span key={at} className="inline-flex items-baseline gap-1 whitespace-nowrap">
    <Token text={token} /> <span className="text-mute">{percentOf(logProbability)}</span>
  </span>
)

/** How sure the model was of each token, and what else it might have written. @param result as the API sent it */
export function Logprobs({ result }: { result: unknown }) {
  const tokens = tokensOf(result)
  if (tokens.length === 0) return null
  const alternatives = tokens.some(({ others }) => others.length > 0)
  return (
    <div className="flex flex-col gap-1">
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keyboard too
        tabIndex={0}
        className="max-h-72 overflow-auto rounded-control border border-line"
      >
        <table aria-label="Log probabilities" className="w-full border-collapse text-label">
          <thead className="sticky top-0 bg-panel text-left text-mute">
            <tr>
              <th scope="col" className="px-3 py-1 font-normal">
                Token
              </th>
              <th scope="col" className="px-3 py-1 text-right font-normal">
                Probability
              </th>
              <th scope="col" className="px-3 py-1 text-right font-normal">
                Log
              </th>
              {alternatives && (
                <th scope="col" className="w-full px-3 py-1 font-normal">
                  Instead
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {tokens.slice(0, SHOWN).map(({ token, logProbability, others }, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a token is its place: words repeat
              <tr key={at} className="border-t border-line">
                <td className="px-3 py-0.5">
                  <Token text={token} />
                </td>
                <td className="px-3 py-0.5 text-right tabular-nums">{percentOf(logProbability)}</td>
                <td className="px-3 py-0.5 text-right text-mute tabular-nums">{logProbability.toFixed(3)}</td>
                {alternatives && (
                  <td className="px-3 py-0.5">
                    <span className="flex flex-wrap gap-x-3">{others.map(said)}</span>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {tokens.length > SHOWN && (
        <p className="text-label text-mute">{words.moreTokens(whole(SHOWN), whole(tokens.length))}</p>
      )}
    </div>
  )
}
