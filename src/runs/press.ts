/** What History says of a press in one row. Derived from its run once, when that has ended: the list reads no chunks. */
import { textOf } from '../gemini/reply.ts'
import { ownReply, read } from './read.ts'
import { modelOf, ownerOf } from './run.ts'
import type { Outcome } from '../gemini/reply.ts'
import type { Run, RunId } from './run.ts'

/** Where a press came from. */
export type PressWorkspace = 'prompt' | 'chat' | 'embeddings'

/** How a press stands; the last ones once it has ended. */
export type PressState = 'waiting' | 'streaming' | Outcome

/** A row of History. */
export interface Press {
  /** That of its run. */
  id: RunId
  /** Sorts as the screen does; none while it is deleted. */
  order?: string
  /** When it was pressed, epoch ms; of a loop its first step. */
  at: number
  workspace: PressWorkspace
  /** It was made elsewhere, and opened here. */
  fromFile?: true
  /** Whom it belongs to, as `ownerOf` spells it. */
  owner: string
  model: string
  host: string
  /** The first words of what was asked. */
  words: string
  state: PressState
  tokensIn: number | null
  tokensOut: number | null
  /** ms from begin to end; null while it goes on, and where the end was not seen. */
  time: number | null
  /** About how much it takes on disk. */
  bytes: number
  /**
   * The runs that its own goes on from, the first one first: earlier steps of a tool loop, earlier requests of one answer.
   * They stand in this row: tokens, time and bytes are those of all.
   */
  earlier?: readonly RunId[]
  /** How many answers a tool loop has so far. */
  steps?: number
  /** The run that goes on from this one: it stands in the row of that one. */
  inside?: RunId
  /** Of an embedding job. */
  job?: { task: string | null; texts: number }
  pinned?: true
  /** When it was deleted, epoch ms; it goes for good once its undo has passed. */
  gone?: number
}

const LONGEST_WORDS = 160
/** Of prompt and answer, as far as a search looks. */
const SEARCHED = 4096
/** The last moment that a row can be sorted by, epoch ms; a `Date` goes about a thousand times as far. */
export const LATEST = 9_999_999_999_999

/** Pinned before the others, the newest first. The id makes it one of a kind. */
export const orderOf = ({ id, at, pinned }: Pick<Press, 'id' | 'at' | 'pinned'>): string =>
  `${pinned ? 0 : 1}${String(LATEST - at).padStart(13, '0')}/${id}`

/** Without case, accents and line breaks, as both sides of a search are compared. */
export const foldText = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** What the first answer says, and what it calls. */
function answerOf(run: Run): string {
  const [candidate] = read(run).reply.candidates
  if (!candidate) return ''
  const calls = candidate.parts.flatMap(({ functionCall }) =>
    functionCall ? [`${functionCall.name ?? ''} ${JSON.stringify(functionCall.args ?? {})}`] : [],
  )
  return [textOf(candidate), ...calls].join('\n')
}

/** What a search looks through. @param said what was asked, in words */
export const searchTextOf = (run: Run, said: string): string =>
  foldText(`${said.slice(0, SEARCHED)}\n${answerOf(run).slice(0, SEARCHED)}`)

function stateOf(run: Run): PressState {
  return read(run).outcome ?? (run.chunks.length > 0 ? 'streaming' : 'waiting')
}

/** Of what is known of both. */
const sum = (one: number | null | undefined, other: number | null | undefined): number | null =>
  one === null || one === undefined ? (other ?? null) : one + (other ?? 0)

/** The row with what stands in it of earlier runs. @param parent the row of the run that this one goes on from */
function goneOn(press: Press, parent: Press, run: Run): Press {
  const { id } = press
  const { at } = parent
  const { promptTokenCount, candidatesTokenCount = 0 } = ownReply(run).usageMetadata ?? {}
  const steps = (parent.steps ?? 1) + (run.hop ? 0 : 1)
  return {
    ...press,
    at,
    order: orderOf({ id, at }),
    words: parent.words || press.words,
    tokensIn: sum(parent.tokensIn, promptTokenCount),
    tokensOut:
      promptTokenCount === undefined ? parent.tokensOut : sum(parent.tokensOut, candidatesTokenCount),
    time: run.ending && sum(parent.time, run.elapsed),
    bytes: parent.bytes + press.bytes,
    earlier: [...(parent.earlier ?? []), parent.id],
    ...(steps > 1 && { steps }),
  }
}

/**
 * The row of a run.
 * @param said what was asked, in words
 * @param bytes about how much it takes on disk
 * @param parent the row of the run that it goes on from
 */
export function pressOf(run: Run, said: string, bytes = 0, parent: Press | null = null): Press {
  const { figures } = read(run)
  const { id, at, host, origin } = run
  const press: Press = {
    id,
    order: orderOf({ id, at }),
    at,
    workspace: origin.kind === 'file' ? origin.workspace : origin.kind,
    ...(origin.kind === 'file' && { fromFile: true }),
    owner: ownerOf(origin),
    model: modelOf(run),
    host,
    words: said
      .slice(0, 4 * LONGEST_WORDS)
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, LONGEST_WORDS),
    state: stateOf(run),
    tokensIn: figures.tokensIn,
    tokensOut: figures.tokensOut,
    time: run.ending ? run.elapsed : null,
    bytes,
  }
  return parent ? goneOn(press, parent, run) : press
}

/** A row in its place of the list; none of what stands in another one's. */
export function shown(press: Press): Press {
  const { gone: _, order: __, ...rest } = press
  return rest.inside === undefined ? { ...rest, order: orderOf(rest) } : rest
}

/** The row of a run that another one goes on from. */
export function insideOf(press: Press, inside: RunId): Press {
  const { gone: _, order: __, pinned: ___, ...rest } = press
  return { ...rest, inside }
}

/** @throws TypeError where a stored row is none */
export function parsePress(value: unknown): Press {
  const { id, at, workspace, model, words, state, owner } = (value ?? {}) as Partial<Press>
  const isWhole =
    [id, workspace, model, words, state, owner].every((one) => typeof one === 'string') &&
    typeof at === 'number'
  if (!isWhole) throw new TypeError('no row of History')
  return value as Press
}
