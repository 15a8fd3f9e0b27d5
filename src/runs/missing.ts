import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { read } from './read.ts'
import { isOwn, knownRuns, watchRuns } from './registry.ts'
import { modelOf } from './run.ts'
import type { Run } from './run.ts'

/** Models that a run of this tab was told do not exist, until one of them answers: being listed does not prove it. */
const missing = createStore<{ models: ReadonlySet<string> }>(() => ({ models: new Set() }))

function note(run: Run): void {
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
}

for (const run of knownRuns()) note(run)
watchRuns(note)

export const useMissingModels = (): ReadonlySet<string> => useStore(missing, ({ models }) => models)
