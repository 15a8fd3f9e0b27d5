import { useMemo } from 'react'
import { useChat } from '../../state/chat/chat.ts'
import { judge } from '../../state/chat/history.ts'
import { versionsByPlace, versionsOf } from '../../state/chat/tree.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TurnRow } from './TurnRow.tsx'
import { useFollow } from './useFollow.ts'

/** The turns of the conversation, oldest first, in one scroller. */
export function Log() {
  const shown = useChat((state) => state.shown)
  const turns = useChat((state) => state.turns)
  const live = useChat((state) => state.live?.turn)
  const judged = useMemo(() => judge(shown), [shown])
  const places = useMemo(() => versionsByPlace(turns), [turns])
  const { scroller, content, away, jump } = useFollow(shown, live !== undefined)
  return (
    <div className={`relative min-h-0 ${shown.length === 0 ? '' : 'flex-1'}`}>
      <div
        ref={scroller}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keyboard too
        tabIndex={0}
        role="log"
        aria-label="Conversation"
        aria-live="off"
        className="h-full overflow-y-auto focus-visible:outline-offset-[-2px]"
      >
        <div ref={content} className="mx-auto max-w-268 px-4 @min-[1104px]:px-0">
          {judged.map(({ turn, leftOut }, index) => {
            const versions = versionsOf(places, turn)
            return (
              <TurnRow
                key={turn.slot}
                turn={turn}
                leftOut={leftOut}
                live={turn.id === live}
                last={index === judged.length - 1}
                version={versions.findIndex(({ id }) => id === turn.id)}
                versionCount={versions.length}
                position={index + 1}
                total={judged.length}
              />
            )
          })}
        </div>
      </div>
      {away && (
        <div className="absolute inset-x-0 bottom-2 flex justify-center">
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
