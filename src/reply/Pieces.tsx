import { Fragment, memo } from 'react'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Markdown } from '../ui/markdown/Markdown.tsx'
import { CallGroup } from './calls/CallGroup.tsx'
import { ResultGroup } from './calls/ResultGroup.tsx'
import { GeneratedAudio, GeneratedImage } from './Media.tsx'
import { Icon } from '../ui/Icon.tsx'
import { JsonText } from '../ui/JsonText.tsx'
import { JsonView } from '../ui/JsonView.tsx'
import { whole } from '../ui/figures.ts'
import { pretty } from '../ui/json.ts'
import { fenced } from './pieces.ts'
import { words } from './words.ts'
import type { Marks } from '../ui/markdown/Markdown.tsx'
import type { ReactNode } from 'react'
import type { Piece } from './pieces.ts'

interface Props {
  pieces: readonly Piece[]
  /** The last one is still growing. */
  live: boolean
  /** Tokens of the thoughts, where they are known to be these. */
  thoughtTokens?: number | null
  /** Of each piece, where it is a text with marks of its sources. */
  marks?: readonly (Marks | undefined)[] | undefined
  /** Takes the place of the first text, and of all others: calls, code, pictures and thoughts stay where they are. */
  insteadOfText?: ReactNode
}

/** A candidate's pieces in order of arrival. */
export function Pieces({ pieces, live, thoughtTokens = null, marks, insteadOfText }: Props) {
  const firstText = pieces.findIndex(({ kind }) => kind === 'text')
  return (
    <>
      {firstText < 0 && insteadOfText}
      {pieces.map((piece, index) =>
        insteadOfText && piece.kind === 'text' ? (
          index === firstText && <Fragment key="text">{insteadOfText}</Fragment>
        ) : (
          <OnePiece
            // oxlint-disable-next-line react/no-array-index-key -- pieces only grow at the end: the position names them
            key={index}
            piece={piece}
            marks={marks?.[index]}
            live={live && index === pieces.length - 1}
            tokens={piece.kind === 'thoughts' ? thoughtTokens : null}
          />
        ),
      )}
    </>
  )
}

interface OneProps {
  piece: Piece
  live: boolean
  tokens: number | null
  marks: Marks | undefined
}

/** Settled pieces are drawn once: text is compared as text, because merging makes new objects. */
const OnePiece = memo(
  function OnePiece({ piece, live, tokens, marks }: OneProps) {
    switch (piece.kind) {
      case 'text':
        return <Markdown text={piece.text} live={live} marks={marks} />
      case 'thoughts':
        return (
          <details aria-label="Thoughts" className="group border-l-2 border-edge pl-3 text-soft">
            <summary className="flex cursor-pointer list-none items-center gap-1.5 rounded-chip py-1 text-ui font-semibold text-soft hover:text-ink">
              <span className="transition-transform duration-120 ease-out group-open:rotate-90">
                <Icon name="chevron-right" />
              </span>
              <span>Thoughts</span>
              {tokens !== null && (
                <span className="text-label font-normal text-mute">{whole(tokens)} tokens</span>
              )}
            </summary>
            <div className="flex flex-col gap-3 pt-1">
              <Pieces pieces={piece.pieces} live={live} />
            </div>
          </details>
        )
      case 'call':
        return <CallGroup call={piece.call} at={piece.at} />
      case 'function result':
        return <ResultGroup {...piece} />
      case 'trace': {
        const title = `Tool ${piece.of}`
        return (
          <Group
            label={`${title} ${piece.toolType}`.trim()}
            title={title}
            word={piece.toolType}
            id={piece.id}
            copy={() => pretty(piece.value)}
          >
            <JsonView text={pretty(piece.value)} />
          </Group>
        )
      }
      case 'code':
        return (
          <div role="group" aria-label="Executable code">
            <Head title="Executable code" word={piece.language} />
            <Markdown text={fenced(piece.code, piece.language)} />
          </div>
        )
      case 'result':
        return (
          <Group
            label="Code result"
            title="Code result"
            word={piece.outcome}
            failed={piece.outcome !== 'OUTCOME_OK'}
            copy={() => piece.output}
          >
            {piece.output === '' ? (
              <p className="text-label text-mute">{words.printedNothing}</p>
            ) : (
              <JsonText text={piece.output} />
            )}
          </Group>
        )
      case 'image':
        return <GeneratedImage data={piece.data} number={piece.number} />
      case 'audio':
        return <GeneratedAudio sounds={piece.sounds} number={piece.number} live={live} />
      case 'other':
        return (
          <Group label={`Part ${piece.key}`} title="Part" word={piece.key} copy={() => pretty(piece.value)}>
            <JsonView text={pretty(piece.value)} />
          </Group>
        )
    }
  },
  (before, after) =>
    before.live === after.live &&
    before.tokens === after.tokens &&
    before.marks === after.marks &&
    same(before.piece, after.piece),
)

function same(one: Piece, other: Piece): boolean {
  if (one === other) return true
  if (one.kind !== other.kind) return false
  if (one.kind === 'text' && other.kind === 'text') return one.text === other.text
  if (one.kind === 'thoughts' && other.kind === 'thoughts') {
    return (
      one.pieces.length === other.pieces.length &&
      one.pieces.every((piece, index) => same(piece, other.pieces[index] ?? piece))
    )
  }
  if (one.kind === 'trace' && other.kind === 'trace')
    return one.of === other.of && one.id === other.id && one.value === other.value
  if (one.kind === 'image' && other.kind === 'image')
    return one.data === other.data && one.number === other.number
  if (one.kind === 'audio' && other.kind === 'audio')
    return (
      one.number === other.number &&
      one.sounds.length === other.sounds.length &&
      one.sounds[0] === other.sounds[0]
    )
  return false
}

interface GroupProps {
  label: string
  title: string
  /** The API's own word for it. */
  word: string | undefined
  /** As the API counts it. */
  id?: string
  failed?: boolean
  copy: () => string
  children: ReactNode
}

function Group({ label, title, word, id, failed = false, copy, children }: GroupProps) {
  return (
    <div role="group" aria-label={label}>
      <Head title={title} word={word} id={id} failed={failed}>
        <CopyButton size={24} label="Copy block" text={copy} />
      </Head>
      <div className="rounded-control bg-sunk px-4 py-3">{children}</div>
    </div>
  )
}

function Head({
  title,
  word,
  id,
  failed = false,
  children,
}: {
  title: string
  word: string | undefined
  id?: string | undefined
  failed?: boolean
  children?: ReactNode
}) {
  return (
    <p className="flex min-h-7 items-center gap-2 text-label text-mute">
      <span className="shrink-0">{title}</span>
      <span className={`min-w-0 truncate font-mono ${failed ? 'text-fail' : 'text-ink'}`}>{word}</span>
      {id && <span className="font-mono">{id}</span>}
      {children && <span className="ml-auto">{children}</span>}
    </p>
  )
}
