import { JsonView } from '../../ui/JsonView.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { pretty } from '../../ui/json.ts'
import { chooseModel } from '../../compose/chooseModel.ts'
import { idOf } from './filter.ts'
import type { Model } from '../../gemini/types.ts'

/** What the record may hold, by the wire's names; the unit follows the figure. */
const facts = [
  ['version', 'Version', ''],
  ['baseModelId', 'Base model', ''],
  ['modelStage', 'Stage', ''],
  ['inputTokenLimit', 'Input token limit', 'tokens'],
  ['outputTokenLimit', 'Output token limit', 'tokens'],
  ['temperature', 'Default temperature', ''],
  ['maxTemperature', 'Largest temperature', ''],
  ['topP', 'Default Top P', ''],
  ['topK', 'Default Top K', ''],
  ['thinking', 'Thinking', ''],
] as const

function shown(value: unknown, unit: string): string {
  if (typeof value === 'number') return [value.toLocaleString('en'), unit].filter(Boolean).join(' ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Everything the list says about one model, in words and as received. */
export function Details({ model, onClose }: { model: Model; onClose: () => void }) {
  const json = pretty(model)
  const id = idOf(model)
  const known = facts.filter(([name]) => model[name] !== undefined)
  const methods = model.supportedGenerationMethods
  return (
    <Dialog
      title={id}
      name="Details"
      open
      onClose={onClose}
      width={640}
      footer={
        <span className="ml-auto">
          <Button
            variant="primary"
            size={32}
            aria-label={`Use ${id}`}
            onClick={() => void chooseModel(model)}
          >
            Use
          </Button>
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        <div>
          <p className="text-ui">{model.displayName}</p>
          {model.description && <p className="pt-1 text-ui wrap-anywhere text-soft">{model.description}</p>}
        </div>
        <dl className="grid gap-x-8 narrow:grid-cols-2">
          {known.map(([name, title, unit]) => (
            <div
              key={name}
              className="flex min-h-6 items-center justify-between gap-4 border-b border-line text-label"
            >
              <dt className="text-mute" title={name}>
                {title}
              </dt>
              <dd className="min-w-0 text-right wrap-anywhere">{shown(model[name], unit)}</dd>
            </div>
          ))}
        </dl>
        {methods && (
          <div className="text-label">
            <h3 className="pb-1 text-mute">Methods</h3>
            <p className="font-mono wrap-anywhere">{methods.join(', ')}</p>
          </div>
        )}
        <div>
          <div className="flex items-center justify-between pb-1">
            <h3 className="text-label text-mute">Record as received</h3>
            <CopyButton size={24} label="Copy JSON" text={() => json} />
          </div>
          <div className="rounded-control bg-sunk px-3 py-2">
            <JsonView text={json} />
          </div>
        </div>
      </div>
    </Dialog>
  )
}
