import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Model } from '../../gemini/types.ts'
import { isModelId } from '../../request/settings/schema.ts'
import { modelsQuery, recordIn } from '../../state/connection/queries.ts'
import { useSession } from '../../state/connection/session.ts'
import { useDoc, useSettings } from '../../state/documents/documents.ts'
import { useDemoStates } from '../../state/prompt/demoStates.ts'
import { Button } from '../../ui/Button.tsx'
import { Combobox } from '../../ui/Combobox.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { words } from './words.ts'

const idOf = ({ name }: Model) => name.replace(/^models\//, '')

/** The list of the present connection, the states of the demo, and the chosen model's record in either. */
export function useModels() {
  // A new connection is a new list.
  useSession((state) => state.connectionId)
  const query = useQuery(modelsQuery())
  const model = useSettings((state) => state.model)
  const states = useDemoStates()
  const records = [...(query.data?.models ?? []), ...states.map(({ record }) => record)]
  return { query, states, record: recordIn(records, model) }
}

/** Any id can be typed; the list only helps, and when it failed this says why. */
export function ModelField() {
  const [refused, setRefused] = useState<string>()
  const { query, states, record } = useModels()
  const { setModel } = useDoc().settings
  const model = useSettings((state) => state.model)
  const options = (query.data?.models ?? [])
    .filter((one) => one.supportedGenerationMethods?.includes('generateContent') ?? true)
    .map((one) => ({ value: idOf(one), note: one.displayName ?? '' }))
  const choose = (typed: string) => {
    const id = typed.trim().replace(/^models\//, '')
    const good = isModelId(id)
    setRefused(good ? undefined : words.badId(typed))
    if (good) setModel(id)
  }
  return (
    <div>
      <Combobox
        label="Model"
        value={model}
        options={[
          ...options,
          ...states.map(({ id, title }) => ({ value: id, note: title, group: 'States of the demo' })),
        ]}
        onChange={choose}
        allowOther
        error={refused}
      />
      <div role="status" className="text-wire text-mute">
        {query.isError ? (
          <span className="flex items-center justify-between gap-2 pt-1">
            <span className="wrap-anywhere">{words.noList(query.error.message)}</span>
            <Button
              size={24}
              variant="bordered"
              icon={<Icon name="refresh" />}
              onClick={() => void query.refetch()}
            >
              Retry
            </Button>
          </span>
        ) : (
          query.data && !record && <span className="block pt-1">{words.unlisted}</span>
        )}
      </div>
    </div>
  )
}
