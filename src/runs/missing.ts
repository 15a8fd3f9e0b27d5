import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { read } from './read.ts'
import { isOwn, watchRuns } from './registry.ts'
import { modelOf } from './run.ts'

/** Models that a run of this tab was told do not exist, until one of them answers: being listed does not prove it. */
const missing = createStore<{ models: ReadonlySet<string> }>(() => ({ models: new Set() }))

watchRuns((run) => {
  // What the journal remembers may be long past.
  if (!run.ending || !isOwn(run.id)) return
  const model = modelOf(run)
  const { models } = missing.getState()
  const gone = read(run).failure?.code === 404
  if (gone === models.has(model)) return
  const next = new Set(models)
  if (gone) next.add(model)
  else next.delete(model)
  missing.setState({ models: next })
})

export const useMissingModels = (): ReadonlySet<string> => useStore(missing, ({ models }) => models)
