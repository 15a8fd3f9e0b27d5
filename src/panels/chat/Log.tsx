import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useStore } from 'zustand'
import { arrival, arrived } from '../../state/chat/arrival.ts'
import { liveHere, useChat } from '../../state/chat/chat.ts'
import { withReasons } from '../../state/chat/history.ts'
import { versionsByPlace, versionsOf } from '../../state/chat/tree.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { usePhone } from '../../ui/screen.ts'
import { useFollow } from '../../ui/useFollow.ts'
import { LoopBelow } from './LoopBelow.tsx'
import { TurnRow } from './TurnRow.tsx'
import { guessHeight } from './guessHeight.ts'
import { spentBy } from './spent.ts'
import { revealWith, showTurn } from './reveal.ts'
import { onFarKey, onTurnFocus, onTurnKey } from './turnKeys.ts'
import { usePrinting } from './usePrinting.ts'
import '../../ui/print.css'
import type { RefObject } from 'react'
import type { TurnProps } from './TurnRow.tsx'

/** Up to here every turn is in the document, so that the browser's own find and print reach them all. */
const MOST_DRAWN = 200

/** The turns of the conversation, oldest first, in one scroller. */
export function Log() {
  const shown = useChat((state) => state.shown)
  const live = useChat((state) => liveHere(state)?.turn)
  const { scroller, content, away, follow, jump } = useFollow({
    id: shown.at(-1)?.id,
    live: live !== undefined,
    atEnd: true,
  })
  const rows = useRows()
  const printing = usePrinting()
  const phone = usePhone()
  const long = rows.length > MOST_DRAWN && !printing
  useWayToTurn(rows)
  return (
    <div className={`relative min-h-0 ${shown.length === 0 ? '' : 'flex-1'} print:overflow-visible`}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- listens for the turns in it */}
      <div
        ref={scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keyboard too
        tabIndex={0}
        data-prints
        role="log"
        aria-label="Conversation"
        aria-live="off"
        onKeyDown={(event) => {
          onTurnKey(event)
          if (long) onFarKey(event, follow)
        }}
        onFocus={onTurnFocus}
        className="h-full overflow-y-auto focus-visible:outline-offset-[-2px] print:h-auto print:overflow-visible"
      >
        {/* What is only heard is placed in here: against the page it would make the page itself scroll. */}
        <div ref={content} className="relative mx-auto max-w-268 px-4 @min-[1104px]:px-0">
          {long ? (
            <VirtualRows rows={rows} scroller={scroller} />
          ) : (
            rows.map((row) => <TurnRow key={row.turn.slot} {...row} />)
          )}
          {!phone && <LoopBelow />}
        </div>
        {/* From here Tab goes on to what stands after the log. */}
        <div tabIndex={-1} />
      </div>
      {away && (
        <div className="absolute inset-x-0 bottom-2 flex justify-center print:hidden">
          <div className="rounded-control bg-raised shadow-over">
            <Button variant="bordered" icon={<Icon name="arrow-down" />} onClick={jump}>
              Jump to latest
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}

/** Goes to the turn that was opened from elsewhere. */
function useWayToTurn(rows: readonly TurnProps[]): void {
  const turn = useStore(arrival, (state) => state.turn)
  const index = turn === null ? -1 : rows.findIndex((row) => row.turn.id === turn)
  useEffect(() => {
    if (turn === null || index < 0) return
    // Until the next frame the log is at its end, and a virtual one has not seen its scroller.
    const frame = requestAnimationFrame(() => {
      arrived()
      showTurn(turn, index, true)
    })
    return () => cancelAnimationFrame(frame)
  }, [turn, index])
}

function useRows(): TurnProps[] {
  const shown = useChat((state) => state.shown)
  const turns = useChat((state) => state.turns)
  const live = useChat((state) => liveHere(state)?.turn)
  return useMemo(() => {
    const places = versionsByPlace(turns)
    const spent = spentBy(shown)
    return withReasons(shown).map(({ turn, leftOut }, index) => {
      const versions = versionsOf(places, turn)
      return {
        turn,
        leftOut,
        live: turn.id === live,
        last: index === shown.length - 1,
        version: versions.findIndex(({ id }) => id === turn.id),
        versionCount: versions.length,
        position: index + 1,
        total: shown.length,
        own: spent[index]?.own ?? null,
        again: spent[index]?.again ?? null,
      }
    })
  }, [shown, turns, live])
}

/** Only what is in sight and near it; every row says which of how many it is. */
function VirtualRows({
  rows,
  scroller,
}: {
  rows: readonly TurnProps[]
  scroller: RefObject<HTMLDivElement | null>
}) {
  // The library keeps its state outside React; what it hands out is read in the same render.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => guessHeight(rows[index]?.turn), [rows]),
    getItemKey: useCallback((index: number) => rows[index]?.turn.slot ?? index, [rows]),
    overscan: 3,
    // A conversation opens at its end.
    initialOffset: () => Number.MAX_SAFE_INTEGER,
  })
  // When this is first committed the scroller around it has no ref yet: the library looks again at the next render.
  const [, again] = useReducer((count: number) => count + 1, 0)
  useLayoutEffect(again, [again])
  useEffect(() => revealWith((index) => virtual.scrollToIndex(index, { align: 'center' })), [virtual])
  const items = virtual.getVirtualItems()
  return (
    <div className="relative" style={{ height: virtual.getTotalSize() }}>
      {/* Not by a transform: what is sticky in a turn would not know of it. */}
      <div className="absolute inset-x-0" style={{ top: items[0]?.start ?? 0 }}>
        {items.map(({ index, key }) => {
          const row = rows[index]
          return (
            row && (
              <div key={key} data-index={index} ref={virtual.measureElement}>
                <TurnRow {...row} />
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}
