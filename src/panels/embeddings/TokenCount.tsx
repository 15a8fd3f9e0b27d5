import { useQuery } from '@tanstack/react-query'
import { codeOf, failureOf } from '../../runs/failure.ts'
import { contentCountQuery } from '../../state/connection/queries.ts'
import { count } from './figures.ts'
import { countWords } from './words.ts'
import type { Pause } from '../../state/connection/pause.ts'
import type { Count } from '../../state/embedding/tokens.ts'

const pauses: Record<Pause, string> = {
  empty: '',
  link: countWords.link,
  key: countWords.key,
  connection: countWords.connection,
}

/** Tokens of the texts by the model's own count; of many texts, of some of them and said to be about. */
export function TokenCount({ settled }: { settled: Count | null }) {
  if (!settled) return <Status words="counting tokens" busy />
  return settled.pause ? <Status words={pauses[settled.pause]} /> : <Counted of={settled} />
}

function Counted({ of: { id, model, contents, scale, pictures } }: { of: Count }) {
  const { data, error, isFetching } = useQuery(contentCountQuery({ model, identity: [id], contents }))
  const counted = Math.round((data?.totalTokens ?? 0) * scale)
  // The figures of an estimate that mean something.
  const about = Number(counted.toPrecision(2))
  const words =
    data &&
    `${scale === 1 ? count(counted) : `about ${count(about)}`} ${counted === 1 ? 'token' : 'tokens'}${pictures ? ' of text' : ''}`
  const shown = error ? countWords.failed(codeOf(failureOf(error))) : (words ?? 'counting tokens')
  const sampled = countWords.sampled(contents.length)
  return (
    <Status
      words={shown}
      busy={isFetching}
      title={error ? error.message : scale === 1 ? undefined : sampled}
    />
  )
}

interface StatusProps {
  words: string
  busy?: boolean
  title?: string | undefined
}

function Status({ words, busy = false, title }: StatusProps) {
  return (
    <span
      role="status"
      aria-label="Token count"
      aria-busy={busy}
      title={title}
      className="before:content-[',_'] empty:before:content-none"
    >
      {words}
    </span>
  )
}
