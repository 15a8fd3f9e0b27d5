import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { isModelId } from '../../request/settings/schema.ts'
import { embeddingFactsOf } from '../../request/capabilities.ts'
import { embeddingModels } from '../../state/embedding/models.ts'
import { taskTypes } from '../../request/schema.ts'
import { withPrefix } from '../../state/embedding/requests.ts'
import { useResult } from '../../state/embedding/run.ts'
import { changeSetup, useSetup } from '../../state/embedding/setup.ts'
import { modelsQuery } from '../../state/connection/queries.ts'
import { useSession } from '../../state/connection/session.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Combobox } from '../../ui/Combobox.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { NumberField, useNumberText } from '../../ui/NumberField.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { setupWords } from './words.ts'

const unset = { value: '', label: 'API default' }

/**
 * What the texts are embedded with. What is not set here is not sent. Where the panes stand one under the other, a result
 * folds it to a line.
 */
export function SetupFields() {
  const id = useId()
  const result = useResult()?.id
  /** The result beside which the reader wants them. */
  const [wantedBeside, setWantedBeside] = useState<typeof result>()
  const folded = result !== undefined && wantedBeside !== result
  return (
    <div data-embedding-settings className="shrink-0 border-t border-line">
      {result !== undefined && (
        <button
          type="button"
          aria-expanded={!folded}
          aria-controls={id}
          onClick={() => setWantedBeside(folded ? result : undefined)}
          className="flex h-11 w-full cursor-pointer items-center gap-2 px-4 text-left text-label text-mute focus-visible:outline-offset-[-2px] narrow:h-9 wide:hidden"
        >
          <Icon name={folded ? 'chevron-right' : 'chevron-down'} />
          <span className="sr-only">Embedding settings:</span>
          <Set />
        </button>
      )}
      <div id={id} className={`flex-col gap-3 px-4 py-3 wide:flex ${folded ? 'hidden' : 'flex'}`}>
        <ModelField />
        <Task />
        <Title />
        <Dimensions />
      </div>
    </div>
  )
}

/** What is set, in a line. */
function Set() {
  const model = useSetup((setup) => setup.model)
  const taskType = useSetup((setup) => setup.taskType)
  const size = useSetup((setup) => setup.outputDimensionality)
  return (
    <span className="min-w-0 truncate font-mono">
      {[model, taskType, size?.toLocaleString('en')].filter(Boolean).join(' · ')}
    </span>
  )
}

function ModelField() {
  useSession((state) => state.connectionId)
  const list = useQuery(modelsQuery())
  const model = useSetup((setup) => setup.model)
  const [refused, setRefused] = useState<string>()
  const choose = (typed: string) => {
    const id = typed.trim().replace(/^models\//, '')
    const good = isModelId(id)
    setRefused(good ? undefined : setupWords.notAnId(typed))
    if (good) changeSetup({ model: id })
  }
  return (
    <div>
      <Combobox
        label="Embedding model"
        value={model}
        options={embeddingModels(list.data?.models ?? [])}
        onChange={choose}
        allowOther
        error={refused}
      />
      {list.isError && (
        <p role="status" className="pt-1 text-wire text-mute">
          {setupWords.listFailed(list.error.message)}
        </p>
      )}
    </div>
  )
}

function Task() {
  const model = useSetup((setup) => setup.model)
  const taskType = useSetup((setup) => setup.taskType)
  const title = useSetup((setup) => setup.title)
  const asPrefix = useSetup((setup) => setup.asPrefix ?? true)
  const ignored = taskType !== undefined && embeddingFactsOf(model).taskInText
  return (
    <div className="flex flex-col gap-1">
      <Select
        label="Task type"
        mono
        value={taskType ?? unset.value}
        options={[unset, ...taskTypes]}
        onChange={(next) => changeSetup({ taskType: taskTypes.find((task) => task === next) })}
      />
      {ignored && (
        <>
          <p className="text-label text-mute">
            {setupWords.ignored} {asPrefix ? setupWords.asPrefix : setupWords.ownPrefix}{' '}
            <code className="font-mono wrap-anywhere text-soft">{withPrefix('…', taskType, title)}</code>
          </p>
          <Checkbox
            label="Send the field instead"
            checked={!asPrefix}
            onChange={(field) => changeSetup({ asPrefix: field ? false : undefined })}
          />
        </>
      )}
    </div>
  )
}

function Title() {
  const taskType = useSetup((setup) => setup.taskType)
  const title = useSetup((setup) => setup.title)
  return (
    <TextField
      label="Title"
      value={title ?? ''}
      disabled={taskType !== 'RETRIEVAL_DOCUMENT'}
      placeholder={taskType === 'RETRIEVAL_DOCUMENT' ? setupWords.optionalTitle : setupWords.documentsOnly}
      onChange={(next) => changeSetup({ title: next === '' ? undefined : next })}
    />
  )
}

/** The API's own bounds, for models whose range nobody knows. */
const anyLength = { minimum: 1, maximum: 100_000 }

function Dimensions() {
  const id = useId()
  const model = useSetup((setup) => setup.model)
  const size = useSetup((setup) => setup.outputDimensionality)
  const range = embeddingFactsOf(model).lengths
  const { minimum, maximum } = range ?? anyLength
  const number = useNumberText({
    title: 'Output dimensions',
    value: size,
    min: minimum,
    max: maximum,
    step: 1,
    integer: true,
    usual: range?.maximum,
    whose: ' for this model',
    onChange: (outputDimensionality) => changeSetup({ outputDimensionality }),
  })
  // A length that another model took.
  const outside = size !== undefined && (size < minimum || size > maximum)
  const words = range && setupWords.range(minimum, maximum)
  const sent =
    size === undefined ? setupWords.nothingSent : setupWords.stillSending(size.toLocaleString('en'))
  const problem = number.problem
    ? `${number.problem} ${sent}`
    : outside
      ? setupWords.takes(words ?? '')
      : undefined
  return (
    <div>
      <div className="flex items-center gap-3">
        <span aria-hidden="true" className="mr-auto whitespace-nowrap">
          Output dimensions
        </span>
        <span className="w-22">
          <NumberField number={number} aria-describedby={id} />
        </span>
      </div>
      <p id={id} className={`text-right text-wire ${problem ? 'text-fail' : 'text-mute'}`}>
        {problem ?? (size === undefined ? 'default' : (words ?? 'sent'))}
      </p>
    </div>
  )
}
