import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { adviseFailure } from '../../state/advice.ts'
import { AdviceNote } from '../../reply/AdviceNote.tsx'
import {
  compareUnder,
  endComparison,
  stopComparison,
  useComparison,
  useComparisonJob,
  useComparisonProblem,
} from '../../state/embedding/comparison.ts'
import { embeddingModels } from '../../state/embedding/models.ts'
import { taskTypes } from '../../request/schema.ts'
import { isActive } from '../../state/embedding/run.ts'
import { modelsQuery } from '../../state/connection/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { firstClick } from '../../ui/firstClick.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { SideBySide } from './SideBySide.tsx'
import { count } from './figures.ts'
import { compareWords } from './words.ts'
import type { Result } from '../../state/embedding/analysis.ts'

const unset = 'API default'

/** The same texts under another model or task, beside these. */
export function Compare({ result }: { result: Result }) {
  const [open, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    endComparison()
  }
  // Another result, or another workspace: nobody looks at the second vectors any more.
  useEffect(() => endComparison, [])
  return (
    <>
      <Button size={24} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Second setup
      </Button>
      <Dialog title="Second setup" open={open} onClose={close} width={1280}>
        <Choice result={result} />
        <Outcome result={result} />
      </Dialog>
    </>
  )
}

function Choice({ result }: { result: Result }) {
  const { settings } = result
  const list = useQuery(modelsQuery())
  const active = useComparisonJob(isActive)
  const [model, setModel] = useState(settings.model)
  const [task, setTask] = useState<string>(settings.taskType ?? unset)
  const same = model === settings.model && task === (settings.taskType ?? unset)
  const start = () => {
    const { taskType: _, title: __, ...rest } = settings
    const taskType = taskTypes.find((one) => one === task)
    void compareUnder({ ...rest, model, ...(taskType && { taskType }) }, result)
  }
  return (
    <div className="flex flex-wrap items-end gap-3">
      <div className="w-full narrow:w-64">
        <Combobox
          label="Second model"
          value={model}
          options={embeddingModels(list.data?.models ?? [])}
          onChange={setModel}
          allowOther
        />
      </div>
      <div className="w-full narrow:w-64">
        <Select
          label="Second task type"
          mono
          value={task}
          options={[unset, ...taskTypes]}
          onChange={setTask}
        />
      </div>
      {active ? (
        <Button variant="bordered" onClick={firstClick(stopComparison)}>
          Stop
        </Button>
      ) : (
        <Button variant="primary" disabled={same} onClick={firstClick(start)}>
          Embed again and compare
        </Button>
      )}
      <p className="basis-full text-label text-mute">
        {same ? compareWords.choose : compareWords.sends(result.items.length)}
        {compareWords.never}
      </p>
    </div>
  )
}

function Outcome({ result }: { result: Result }) {
  const active = useComparisonJob(isActive)
  const done = useComparisonJob((state) => state.done)
  const failed = useComparisonJob(({ batches }) => batches.find(({ state }) => state === 'failed'))
  const notBegun = useComparisonJob((state) => state.failure)
  const problem = useComparisonProblem()
  const second = useComparison()
  if (active)
    return (
      <p role="status" className="pt-4 text-soft">
        {count(done)} of {count(result.items.length)} texts
      </p>
    )
  const failure = notBegun?.failure ?? failed?.failure
  if (failure)
    return (
      <div className="pt-4">
        <AdviceNote
          role="alert"
          advice={adviseFailure(failure, {
            endedAt: notBegun?.at ?? failed?.failedAt ?? 0,
            purpose: 'embed',
          })}
        />
      </div>
    )
  if (problem)
    return (
      <p role="alert" className="pt-4 text-fail">
        {compareWords.failed(problem)}
      </p>
    )
  return second && <SideBySide first={result} second={second} />
}
