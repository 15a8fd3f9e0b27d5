import { chat, newChat, useChat } from '../../state/chat/chat.ts'
import { turnText } from '../../state/chat/history.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Menu, MenuItem } from '../../ui/Popup.tsx'
import { loadPart } from '../../ui/parts.ts'
import { useAttempt } from '../../ui/useAttempt.ts'
import { Fill } from './Fill.tsx'
import { showList, useListOpen, view } from './view.ts'
import { failureWords, words } from './words.ts'

/** Which conversation this is, how large it has become, and what can be done with it as a whole. */
export function Head() {
  const title = useChat((state) => (state.shown.length > 0 ? state.current.title : ''))
  const temporary = useChat((state) => state.temporary)
  const listOpen = useListOpen()
  const { problem, attempt } = useAttempt()
  return (
    <>
      <div
        data-chooses
        className="flex h-11 shrink-0 items-center gap-1 border-b border-line bg-panel px-2 narrow:h-10 low:h-8"
      >
        <Button
          aria-pressed={listOpen}
          aria-label="Show conversations"
          title="Show conversations"
          icon={<Icon name="panel-left" />}
          onClick={() => showList(!listOpen)}
        />
        <h2 className="min-w-0 truncate px-1 text-ui font-semibold">
          {temporary ? 'Temporary chat' : title || 'Chat'}
        </h2>
        <Fill />
        <div className="ml-auto flex shrink-0 items-center">
          <Button
            aria-label="New chat"
            title="New chat"
            icon={<Icon name="plus" />}
            onClick={() => newChat()}
          >
            <span className="hidden narrow:inline">New chat</span>
          </Button>
          <Button
            aria-label="Temporary chat"
            title={words.temporary}
            aria-pressed={temporary}
            icon={<Icon name="clock" />}
            onClick={() => newChat(true)}
          >
            <span className="hidden @min-[760px]:inline">Temporary chat</span>
          </Button>
          <Menu label="More about this chat" icon={<Icon name="more" />} size={28}>
            <MenuItem onClick={() => view.setState({ find: '' })}>Find in conversation</MenuItem>
            <MenuItem onClick={() => view.setState({ dialog: 'history' })}>Conversation as JSON</MenuItem>
            <MenuItem onClick={() => attempt(failureWords.embed, embedChat)}>Embed this chat</MenuItem>
            <MenuItem onClick={() => view.setState({ dialog: 'storage' })}>Storage</MenuItem>
          </Menu>
        </div>
      </div>
      {problem && (
        <p role="alert" className="border-b border-line px-4 py-2 text-ui text-fail">
          {problem}
        </p>
      )}
    </>
  )
}

/** One text, and so one vector, a turn. */
async function embedChat(): Promise<void> {
  const { shown } = chat.getState()
  const { embedTexts } = await loadPart(() => import('../../state/embedding/embedTexts.ts'))
  await embedTexts(
    shown.map((turn) => ({ text: turnText(turn), label: turn.role === 'user' ? 'You' : 'Model' })),
  )
}
