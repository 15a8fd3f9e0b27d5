import { liveHere, useChat } from '../../state/chat/chat.ts'
import { stopChat } from '../../state/chat/launch.ts'
import { stepsOf } from '../../state/chat/steps.ts'
import { useCommand } from '../../state/shell/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { firstClick } from '../../ui/firstClick.ts'
import { Icon } from '../../ui/Icon.tsx'
import { send } from './pictures.ts'

const apple = /Mac|iPhone|iPad/.test(navigator.platform)

/** Send, or Stop while this conversation is answered: one place, one width, one element, so that the focus stays. */
export function SendButton() {
  const answering = useChat((state) => liveHere(state) !== undefined)
  // Then Send results is the one primary button.
  const waits = useChat((state) => stepsOf(state).waiting !== null)
  useCommand({ id: 'run', title: 'Send message', keys: 'Mod+Enter', run: send })
  useCommand({ id: 'stop', title: 'Stop the answer', keys: 'Esc', run: stopChat }, answering)
  return (
    <div data-run className="grid w-24">
      <Button
        variant={answering || waits ? 'bordered' : 'primary'}
        // What it says is what it does, also in the moment in which an answer settles.
        onClick={firstClick(() => (answering ? stopChat() : send()))}
      >
        {answering && <Icon name="stop" size={12} />}
        <span>{answering ? 'Stop' : 'Send'}</span>
        <span aria-hidden="true" className="hidden text-label font-normal opacity-90 narrow:inline">
          {answering ? 'Esc' : apple ? '⌘ ↵' : 'Ctrl ↵'}
        </span>
      </Button>
    </div>
  )
}
