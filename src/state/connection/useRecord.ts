import { useQuery } from '@tanstack/react-query'
import { modelsQuery, recordIn } from './queries.ts'
import { useSession } from './session.ts'
import type { Model } from '../../gemini/types.ts'

/** A model's record, where the list of the present connection has been read: nothing is asked for this alone. */
export function useRecord(model: string | undefined): Model | undefined {
  useSession((state) => state.connectionId)
  const { data } = useQuery({ ...modelsQuery(), enabled: false })
  return model === undefined ? undefined : recordIn(data?.models, model)
}
