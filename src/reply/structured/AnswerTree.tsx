import { memo, useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { nodeAt } from '../../request/jsonReader.ts'
import { idOf, ROOT, rowsOf, sizeOf, unfolded } from './rows.ts'
import { words } from './words.ts'
import { isComposing } from '../../ui/isComposing.ts'
import { copyIcons, copyWords, useCopy } from '../../ui/useCopy.ts'
import type { KeyboardEvent } from 'react'
import type { Step } from '../../request/json.ts'
import type { JsonNode } from '../../request/jsonReader.ts'
import type { Folds, TreeRow } from './rows.ts'

const STEP = 500

interface Props {
  root: JsonNode
  /** Grows with the tree, which grows in place. */
  version: number
  live: boolean
  /** What is wrong, by the path of its place. */
  wrong: ReadonlyMap<string, string>
  /** A place to unfold, choose and focus; a new object is a new wish. */
  shown: { path: readonly Step[] } | null
}

/** A JSON answer as a tree: arrow keys walk through it and fold it, Ctrl or Cmd and C copies the path of a row. */
export function AnswerTree({ root, live, wrong, shown }: Props) {
  const tree = useRef<HTMLDivElement>(null)
  const [folds, setFolds] = useState<Folds>(new Map())
  const [most, setMost] = useState(STEP)
  const [current, setCurrent] = useState(ROOT)
  const [wish, setWish] = useState<Props['shown']>(null)
  if (shown !== wish) {
    setWish(shown)
    if (shown) {
      const node = nodeAt(root, shown.path)
      setFolds(unfolded(folds, node))
      setCurrent(idOf(node))
      setMost(Infinity)
    }
  }
  const { rows, more } = rowsOf(root, folds, most)
  const reached = rows.some(({ id }) => id === current) ? current : ROOT
  const { outcome, copy } = useCopy()

  useEffect(() => {
    if (!shown) return
    const row = tree.current?.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')
    row?.scrollIntoView({ block: 'center' })
    row?.focus()
  }, [shown])

  const fold = useCallback(
    (id: string, folded: boolean) => setFolds((before) => new Map(before).set(id, folded)),
    [],
  )
  const items = () => [...(tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]') ?? [])]

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'treeitem' || event.altKey) return
    const at = rows.findIndex(({ id }) => id === reached)
    const row = rows[at]
    if (!row) return
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && getSelection()?.isCollapsed !== false) {
      event.preventDefault()
      copy(row.path, undefined, row.id)
      return
    }
    if (event.ctrlKey || event.metaKey) return
    const above = () => rows.findLastIndex(({ level }, index) => index < at && level < row.level)
    const goals: Record<string, () => number> = {
      ArrowDown: () => at + 1,
      ArrowUp: () => at - 1,
      Home: () => 0,
      End: () => rows.length - 1,
      ArrowRight: () => (row.open ? at + 1 : at),
      ArrowLeft: () => (row.open ? at : above()),
    }
    const goal = goals[event.key]
    if (goal) {
      event.preventDefault()
      if (event.key === 'ArrowRight' && row.open === false) return fold(row.id, false)
      if (event.key === 'ArrowLeft' && row.open) return fold(row.id, true)
      items()[goal()]?.focus()
    } else if ((event.key === 'Enter' || event.key === ' ') && row.open !== undefined) {
      event.preventDefault()
      fold(row.id, row.open)
    }
  }

  return (
    <div className="flex min-w-0 flex-col">
      <div
        ref={tree}
        role="tree"
        aria-label="Structured answer"
        aria-busy={live || undefined}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const { id } = target.dataset
          if (id !== undefined) setCurrent(id)
        }}
        className="min-w-0 font-mono text-label"
      >
        {rows.map((row) => (
          <Item
            key={row.id}
            row={row}
            version={row.node.version}
            open={row.open}
            siblings={row.siblings}
            isOverridden={row.isOverridden}
            current={row.id === reached}
            wrong={row.isOverridden ? undefined : wrong.get(row.path)}
            copied={outcome?.of === row.id ? outcome.went : undefined}
            onFold={fold}
            onCopy={copy}
          />
        ))}
      </div>
      <p role="status" className={outcome?.went === 'refused' ? 'pt-2 text-label text-fail' : 'sr-only'}>
        {outcome && copyWords[outcome.went]}
      </p>
      {more && (
        <span className="pt-2">
          <Button size={24} variant="bordered" onClick={() => setMost(most + STEP)}>
            Show {STEP} rows more
          </Button>
        </span>
      )}
    </div>
  )
}

interface ItemProps {
  row: TreeRow
  version: number
  open: boolean | undefined
  siblings: number
  isOverridden: boolean
  current: boolean
  wrong: string | undefined
  /** How copying its path went, a moment ago. */
  copied: keyof typeof copyIcons | undefined
  onFold: (id: string, folded: boolean) => void
  onCopy: ReturnType<typeof useCopy>['copy']
}

/** Drawn anew when its value has grown, or what is said of it has changed. */
const Item = memo(
  function Item({ row, open, isOverridden, current, wrong, copied, onFold, onCopy }: ItemProps) {
    const { node, id, path, level, position, siblings } = row
    const isBranch = node.kind === 'object' || node.kind === 'array'
    return (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree listens for the keys of all rows
      <div
        role="treeitem"
        aria-level={level}
        aria-posinset={position}
        aria-setsize={siblings}
        aria-expanded={open}
        aria-selected={current}
        data-id={id}
        tabIndex={current ? 0 : -1}
        onClick={(event) => {
          if (open !== undefined && event.target instanceof Element && !event.target.closest('button'))
            onFold(id, open)
        }}
        style={{ paddingLeft: (level - 1) * 20 }}
        className={`group/row flex min-h-11 flex-wrap items-center gap-x-2 rounded-chip pr-2 narrow:min-h-6 ${
          wrong ? 'bg-fail-wash' : 'hover:bg-hover'
        } ${open === undefined ? '' : 'cursor-pointer'}`}
      >
        <span className="flex w-4 shrink-0 justify-center text-soft">
          {open !== undefined && <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />}
        </span>
        <bdi className="shrink-0 text-soft">{node.key ?? 'answer'}</bdi>
        {!isBranch && (
          <bdi className={`min-w-0 max-w-full py-1 wrap-anywhere text-ink ${wrong ? 'font-semibold' : ''}`}>
            {node.kind === 'string' ? `"${node.text}${node.closed ? '"' : ''}` : node.text}
          </bdi>
        )}
        {isBranch && open !== true && (
          <span className="text-mute">
            {node.kind === 'object' ? (open === false ? '{…}' : '{}') : open === false ? '[…]' : '[]'}
          </span>
        )}
        <span className="ml-auto flex max-w-full items-center gap-1 pl-2 font-sans text-mute">
          {wrong && (
            <span className="flex items-center gap-1 text-fail">
              <Icon name="cross" size={12} />
              {wrong}
            </span>
          )}
          {isOverridden && <span>{words.overridden}</span>}
          <span className="opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 group-focus/row:opacity-100">
            <IconButton
              label={`Copy path ${path}`}
              size={20}
              tabIndex={-1}
              icon={<Icon name={copied ? copyIcons[copied] : 'copy'} size={12} />}
              onClick={() => onCopy(path, undefined, id)}
            />
          </span>
          {isBranch && <span>{sizeOf(node)}</span>}
        </span>
      </div>
    )
  },
  (before, after) =>
    before.row.node === after.row.node &&
    before.version === after.version &&
    before.open === after.open &&
    before.siblings === after.siblings &&
    before.isOverridden === after.isOverridden &&
    before.current === after.current &&
    before.wrong === after.wrong &&
    before.copied === after.copied,
)
