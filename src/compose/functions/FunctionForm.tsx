import { FUNCTION_NAME } from '../../request/functions/declaration.ts'
import { compactJson, isJson, readJson } from '../../request/json.ts'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useTypedText } from '../../ui/useTypedText.ts'
import { HandlerFields } from './HandlerFields.tsx'
import { words } from './words.ts'
import type { JsonObject, OwnFunction } from '../../request/functions/declaration.ts'
import type { ReadText } from '../../ui/useTypedText.ts'

function readParameters(text: string): ReadText<JsonObject> {
  if (text.trim() === '') return { ok: true, value: undefined }
  const found = readJson(text)
  if (!found.ok) return found
  return isJson(found.value) ? { ok: true, value: found.value } : { ok: false, why: words.notObject }
}

const said = (problem: string | undefined) => problem && `${problem} ${words.inForce}`

interface Props {
  one: OwnFunction
  others: readonly OwnFunction[]
  onChange: (one: OwnFunction) => void
  onRemove: () => void
}

/** One function: how it is declared, and what answers it. */
export function FunctionForm({ one, others, onChange, onRemove }: Props) {
  const { name, description = '', parametersJsonSchema } = one.declaration
  const put = (change: Partial<OwnFunction['declaration']>) => {
    const { description: about, parametersJsonSchema: schema, ...rest } = { ...one.declaration, ...change }
    onChange({
      ...one,
      declaration: {
        ...rest,
        ...(about && { description: about }),
        ...(schema && { parametersJsonSchema: schema }),
      },
    })
  }
  const readName = (text: string): ReadText<string> => {
    if (!FUNCTION_NAME.test(text)) return { ok: false, why: words.name }
    if (others.some(({ declaration }) => declaration.name === text))
      return { ok: false, why: words.twice(text) }
    return { ok: true, value: text }
  }
  const typedName = useTypedText(
    name,
    (text) => text,
    readName,
    (next) => next !== undefined && put({ name: next }),
  )
  const typedSchema = useTypedText<JsonObject>(
    parametersJsonSchema,
    (value) => compactJson(value),
    readParameters,
    (next) => put({ parametersJsonSchema: next as JsonObject }),
  )
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-3 p-5">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 grow narrow:max-w-72">
          <TextField
            label="Function name"
            mono
            value={typedName.text}
            error={said(typedName.problem)}
            onChange={typedName.type}
            onBlur={typedName.settle}
          />
        </div>
        <Button variant="danger" size={32} onClick={onRemove}>
          <span className="max-w-72 truncate">Remove function {name}</span>
        </Button>
      </div>
      <TextArea
        label="Description"
        rows={1}
        value={description}
        onChange={(next) => put({ description: next })}
      />
      <TextArea
        label="Parameters (JSON Schema)"
        mono
        rows={5}
        spellCheck={false}
        value={typedSchema.text}
        error={said(typedSchema.problem)}
        onChange={typedSchema.type}
      />
      <HandlerFields one={one} onChange={onChange} />
    </div>
  )
}
