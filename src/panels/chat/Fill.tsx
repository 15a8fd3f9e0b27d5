import { useQuery } from '@tanstack/react-query'
import { useChat } from '../../state/chat/chat.ts'
import { modelsQuery, recordIn } from '../../state/connection/queries.ts'
import { useSession } from '../../state/connection/session.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { useCounts } from './useCounts.ts'
import { words } from './words.ts'
import { whole } from '../../ui/figures.ts'

/** The present model's own limit, from the models list. */
function useInputLimit(): number | undefined {
  useSession((state) => state.connectionId)
  const model = useSettings((state) => state.model)
  const { data } = useQuery(modelsQuery())
  return recordIn(data?.models, model)?.inputTokenLimit
}

/** How large the conversation has become: what every further message sends again, against what the model takes. */
export function Fill() {
  const turns = useChat((state) => state.shown.length)
  const { history } = useCounts()
  const limit = useInputLimit()
  if (turns === 0) return null
  const counted = history !== null && history > 0
  return (
    <span
      title={counted ? words.nextSends(history) : undefined}
      className="hidden shrink-0 text-label text-mute narrow:inline"
    >
      {turns === 1 ? '1 turn' : `${whole(turns)} turns`}
      {counted && (
        <>
          , {whole(history)}
          {limit && <span className="hidden @min-[860px]:inline"> of {whole(limit)}</span>} tokens
        </>
      )}
    </span>
  )
}
