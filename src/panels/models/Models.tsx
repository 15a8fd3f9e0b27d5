import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { loadSetup } from '../../state/embedding/setup.ts'
import { modelsQuery } from '../../state/connection/queries.ts'
import { openConnection, useSession } from '../../state/connection/session.ts'
import { States } from '../../reply/States.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { fieldLook } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useArrival } from '../../ui/arrival.ts'
import { Ago, Elapsed } from './Clock.tsx'
import { Details } from './Details.tsx'
import { ListFailure } from './ListFailure.tsx'
import { ModelTable } from './ModelTable.tsx'
import { countMethods, filterModels, methods } from './filter.ts'
import { words } from './words.ts'
import type { Model } from '../../gemini/types.ts'
import type { Method } from './filter.ts'

const none: readonly Model[] = []

/** The Models workspace. */
export default function Models() {
  // The query belongs to a connection: another one is another list.
  useSession((state) => state.connectionId)
  const list = useQuery(modelsQuery())
  const [typed, setTyped] = useState('')
  const filter = useRef<HTMLInputElement>(null)
  useArrival(filter)
  const [ticked, setTicked] = useState<readonly Method[]>([])
  const [opened, setOpened] = useState<Model | null>(null)
  // Which embedding model is in use is part of what Embeddings keeps.
  useEffect(() => void loadSetup(), [])
  const models = list.data?.models ?? none
  const wanted = useDeferredValue(typed)
  const found = useMemo(() => filterModels(models, wanted, ticked), [models, wanted, ticked])
  const counts = useMemo(() => countMethods(models), [models])
  const tick = (method: Method, on: boolean) =>
    setTicked(on ? [...ticked, method] : ticked.filter((other) => other !== method))

  return (
    <div className="flex h-full flex-col">
      <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-5 gap-y-2 border-b border-line px-4 py-2">
        <label className="relative w-full narrow:w-72">
          <span className="sr-only">Filter models</span>
          <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-mute">
            <Icon name="search" />
          </span>
          <input
            ref={filter}
            type="search"
            placeholder="Filter models"
            value={typed}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
            className={`h-11 pl-8 narrow:h-7 ${fieldLook}`}
          />
        </label>
        {methods.map((method) => (
          <Checkbox
            key={method}
            mono
            label={method}
            note={list.data && counts[method].toLocaleString('en')}
            checked={ticked.includes(method)}
            onChange={(on) => tick(method, on)}
          />
        ))}
        <div className="flex flex-1 items-center justify-end gap-2 text-label text-mute">
          {list.data && (
            <p>
              <span role="status" aria-label="Models found">
                {found.length === models.length ? '' : `${found.length.toLocaleString('en')} of `}
                {models.length.toLocaleString('en')} models
              </span>
              {!list.isFetching && (
                <>
                  , listed <Ago at={list.dataUpdatedAt} />
                </>
              )}
            </p>
          )}
          {list.isFetching && (
            <p>
              Listing models, <Elapsed />
            </p>
          )}
          <Button icon={<Icon name="refresh" />} onClick={() => void list.refetch()}>
            Refresh
          </Button>
        </div>
      </div>
      {list.error && !list.isFetching && (
        <ListFailure error={list.error} stale={models.length > 0} onRetry={() => void list.refetch()} />
      )}
      {list.data && !list.data.complete && (
        <p
          role="status"
          className="flex items-center gap-1.5 border-b border-line px-4 py-2 text-ui text-caution"
        >
          <Icon name="warning" />
          {list.data.note ?? words.incomplete}
        </p>
      )}
      {list.isPending && !list.isFetching && !list.error && (
        <p role="status" className="flex items-center gap-2 p-4 text-ui text-soft">
          {words.needsKey}
          <Button variant="bordered" size={24} icon={<Icon name="key" />} onClick={openConnection}>
            Add a key
          </Button>
        </p>
      )}
      {list.data && found.length === 0 && (
        <p className="p-4 text-ui text-mute">{models.length === 0 ? words.none : words.noMatch}</p>
      )}
      {found.length > 0 && (
        <ModelTable models={found} onDetails={setOpened}>
          <div className="px-4 py-6">
            <States />
          </div>
        </ModelTable>
      )}
      {opened && <Details model={opened} onClose={() => setOpened(null)} />}
    </div>
  )
}
