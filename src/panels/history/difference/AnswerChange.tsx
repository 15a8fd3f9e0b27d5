import { useMemo } from 'react'
import { comparePaths } from '../../../runs/difference/paths.ts'
import { comparableAnswer, firstCandidate } from '../../../runs/difference/runs.ts'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { Paths } from './Paths.tsx'
import { Words } from './Pieces.tsx'
import { words } from './words.ts'
import type { Run } from '../../../runs/run.ts'

const isEmpty = (value: object): boolean => Object.keys(value).length === 0

/** The answers of two runs: JSON by path, words by word, calls by name and arguments. */
export function AnswerChange({ first, second }: { first: Run; second: Run }) {
  const [one, other] = useMemo(
    () => [first, second].map((run) => comparableAnswer(run, firstCandidate(run))),
    [first, second],
  )
  const byPath = one?.json !== undefined && other?.json !== undefined
  const rows = useMemo(
    () => (byPath ? comparePaths(one?.json, other?.json) : null),
    [byPath, one?.json, other?.json],
  )
  const calls = useMemo(
    () =>
      one && other && !(isEmpty(one.others) && isEmpty(other.others))
        ? comparePaths(one.others, other.others)
        : null,
    [one, other],
  )
  if (!one || !other) return null
  const silent = one.text === '' && other.text === ''
  return (
    <div className="flex flex-col gap-4">
      {silent && !calls && <p className="px-4 text-ui text-soft">{words.noAnswers}</p>}
      {rows ? (
        <div>
          <Paths label="JSON of both answers" rows={rows} />
        </div>
      ) : (
        !silent && (
          <div className="flex flex-col gap-2 px-4">
            {one.text === other.text && <p className="text-ui text-soft">{words.sameAnswers}</p>}
            <div className="max-w-[42em] text-prose wrap-anywhere whitespace-pre-wrap">
              <Words first={one.text} second={other.text} folds={one.text === other.text} />
            </div>
          </div>
        )
      )}
      {calls && (
        <div>
          <h3 className="px-4 pb-1 text-label font-semibold">Function calls and other parts</h3>
          <Paths label="Function calls and other parts of both answers" rows={calls} />
        </div>
      )}
      {(one.thoughts !== '' || other.thoughts !== '') && (
        <div className="px-4">
          <Disclosure label="Thoughts">
            <div className="max-w-[42em] text-ui wrap-anywhere whitespace-pre-wrap">
              <Words first={one.thoughts} second={other.thoughts} />
            </div>
          </Disclosure>
        </div>
      )}
    </div>
  )
}
