import { useChat } from '../../state/chat/chat.ts'
import { useSession } from '../../state/connection/session.ts'

/** What stands in a conversation before its first message. */
export function Empty() {
  const demo = useSession((state) => state.backend === 'demo')
  const temporary = useChat((state) => state.temporary)
  return (
    <div className="mx-auto w-full max-w-268 flex-1 px-4 py-6 @min-[1104px]:px-0">
      <div className="max-w-160 @min-[760px]:ml-34 @min-[1072px]:ml-44">
        <p className="text-prose font-semibold">
          {temporary ? 'A temporary chat: it is written nowhere.' : 'Talk with the model, turn by turn.'}
        </p>
        <p className="pt-1 text-soft">
          {demo
            ? 'Demo answers come from this tab; nothing is sent.'
            : 'The API remembers nothing: every message is sent with the whole conversation before it.'}
        </p>
      </div>
    </div>
  )
}
