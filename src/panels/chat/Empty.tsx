import { useChat } from '../../state/chat/chat.ts'
import { aboutImage, twoTurns, twoVersions } from '../../state/chat/openers.ts'
import { useSession } from '../../state/connection/session.ts'
import { sampleFile } from '../../compose/samples.ts'
import { ExampleList } from '../../ui/ExampleList.tsx'
import { loadPart } from '../../ui/parts.ts'
import { useAttempt } from '../../ui/useAttempt.ts'
import { failureWords, openers, words } from './words.ts'

const SAMPLE = 'shapes.webp'

/** The picture is asked for first: the reader may be in another conversation by the time it is there. */
async function withImage(isHere: () => boolean): Promise<void> {
  const { addImage } = await loadPart(() => import('../../state/images/images.ts'))
  const added = await addImage(await sampleFile(SAMPLE))
  if (!added.ok) throw new Error(added.reason)
  if (isHere()) await aboutImage({ media: added.ref })
}

const begin = {
  turns: () => void twoTurns(),
  image: withImage,
  branch: () => void twoVersions(),
}

/** What stands in a conversation before its first message: one line, and three ways to begin. */
export function Empty({ isHere }: { isHere: () => boolean }) {
  const demo = useSession((state) => state.backend === 'demo')
  const temporary = useChat((state) => state.temporary)
  const { problem, attempt } = useAttempt()
  return (
    <div className="mx-auto w-full max-w-268 min-h-0 flex-1 overflow-y-auto px-4 py-6 low:py-2 @min-[1104px]:px-0">
      <div className="max-w-160 @min-[760px]:ml-34 @min-[1072px]:ml-44">
        <p className="text-title font-semibold">{temporary ? words.temporary : words.start}</p>
        <p className="pt-1 text-soft">{demo ? words.demo : words.live}</p>
        <ExampleList
          examples={openers}
          onOpen={({ id }) => attempt(failureWords.opener, async () => begin[id](isHere))}
        />
        {problem && (
          <p role="alert" className="pt-2 text-fail">
            {problem}
          </p>
        )}
      </div>
    </div>
  )
}
