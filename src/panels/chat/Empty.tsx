import { useChat } from '../../state/chat/chat.ts'
import { useSession } from '../../state/connection/session.ts'
import { words } from './words.ts'

/** What stands in a conversation before its first message. */
export function Empty() {
  const demo = useSession((state) => state.backend === 'demo')
  const temporary = useChat((state) => state.temporary)
  return (
    <div className="mx-auto w-full max-w-268 flex-1 px-4 py-6 @min-[1104px]:px-0">
      <div className="max-w-160 @min-[760px]:ml-34 @min-[1072px]:ml-44">
        <p className="text-prose font-semibold">{temporary ? words.temporary : words.start}</p>
        <p className="pt-1 text-soft">{demo ? words.demo : words.live}</p>
      </div>
    </div>
  )
}
