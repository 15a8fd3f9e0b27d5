import { Suspense, useEffect } from 'react'
import { LaunchQuestions } from '../../compose/LaunchQuestions.tsx'
import { chat, useChat } from '../../state/chat/chat.ts'
import { useCommand } from '../../state/shell/commands.ts'
import { applyToChat } from '../../state/chat/checks.ts'
import { chatLaunch } from '../../state/chat/launch.ts'
import { removeChatKey } from '../../state/chat/removeKey.ts'
import { startChat } from '../../state/chat/start.ts'
import { DialogBoundary } from '../../ui/ErrorBoundary.tsx'
import { lazyPart } from '../../ui/parts.ts'
import { usePhone } from '../../ui/screen.ts'
import { Composer } from './Composer.tsx'
import { Conversations } from './Conversations.tsx'
import { Empty } from './Empty.tsx'
import { Find } from './Find.tsx'
import { Head } from './Head.tsx'
import { Log } from './Log.tsx'
import { LoopBelow } from './LoopBelow.tsx'
import { Spoken } from './Spoken.tsx'
import { CountsContext, useAskedCounts } from './useCounts.ts'
import { useListOpen, useView, view } from './view.ts'
import { words } from './words.ts'
import type { ReactNode } from 'react'

/** The Chat workspace: conversations at the left, the one on show over its composer. Fills its parent. */
export default function Chat() {
  const current = useChat((state) => state.current.id)
  const empty = useChat((state) => state.shown.length === 0)
  const loaded = useChat((state) => state.loaded)
  const listOpen = useListOpen()
  const phone = usePhone()
  useEffect(() => void startChat(), [])
  useCommand({
    id: 'storage',
    title: 'Storage of conversations',
    run: () => view.setState({ dialog: 'storage' }),
  })
  return (
    <div className="relative flex h-full min-h-0 w-full">
      {listOpen && <Conversations />}
      <div className="@container flex min-w-0 flex-1 flex-col">
        <CountsBelow>
          <Head />
          <Find key={`find ${current}`} />
          <Log key={current} />
          {empty && loaded && <Empty isHere={() => chat.getState().current.id === current} />}
          {phone && <LoopBelow />}
          <Composer />
        </CountsBelow>
      </div>
      <Dialogs />
      <Spoken />
      <LaunchQuestions
        launch={chatLaunch}
        where={words.asked}
        onRemoveKey={() => void removeChatKey()}
        onFix={(changes) => void applyToChat(changes)}
      />
    </div>
  )
}

const ConversationJson = lazyPart(() => import('./ConversationJson.tsx'))
const Storage = lazyPart(() => import('./Storage.tsx'))

const titles = { history: 'Conversation as JSON', storage: 'Storage' }
const close = () => view.setState({ dialog: null })

function Dialogs() {
  const dialog = useView((state) => state.dialog)
  return (
    dialog && (
      <DialogBoundary key={dialog} title={titles[dialog]} onClose={close}>
        <Suspense fallback={null}>
          {dialog === 'history' ? <ConversationJson onClose={close} /> : <Storage onClose={close} />}
        </Suspense>
      </DialogBoundary>
    )
  )
}

function CountsBelow({ children }: { children: ReactNode }) {
  return <CountsContext value={useAskedCounts()}>{children}</CountsContext>
}
