/* oxlint-disable no-underscore-dangle -- `_zod` is the door zod documents for those who read its schemas */
import * as z from 'zod/mini'
import type { Model } from '../gemini/types.ts'
import { Config, configNames } from './schema.ts'
import type { ConfigName, Control, Group } from './schema.ts'

/** One setting as the form shows it, for one model. */
export interface Field {
  name: ConfigName
  title: string
  group: Group
  control: Control
  /** The name the API knows it by, from the request's root. */
  wire: string
  minimum: number
  maximum: number
  /** Where the slider ends; a larger number can be typed up to `maximum`. */
  sliderMaximum: number
  step: number
  integer: boolean
  /** What the API uses when nothing is sent, where the model's record or the API's reference says so. */
  default: number | boolean | undefined
  /** Whether `maximum` is this model's own rather than the API's. */
  limited: boolean
  /** False where the model's record says that it does not take this setting. */
  taken: boolean
}

/** What the schema says beside a setting's bounds. */
interface About {
  title: string
  group: Group
  control: Control
  sliderMaximum?: number
  step?: number
  usual?: number | boolean
}

interface Definition extends About {
  integer: boolean
  minimum?: number
  maximum?: number
  maxItems?: number
}

/**
 * Title, control and bounds, read back out of the schema. Not through `z.toJSONSchema`: with everything it can
 * print it is 7 kB of the first load.
 */
function definitionOf(name: ConfigName): Definition {
  const schema: z.core.$ZodType = Config.shape[name]._zod.def.innerType
  const definition: Definition = {
    ...(z.globalRegistry.get(schema) as unknown as About),
    integer: 'format' in schema._zod.def && schema._zod.def.format === 'safeint',
  }
  for (const check of schema._zod.def.checks ?? []) {
    const bound = check._zod.def as
      | z.core.$ZodCheckGreaterThanDef
      | z.core.$ZodCheckLessThanDef
      | z.core.$ZodCheckMaxLengthDef
    if (bound.check === 'greater_than') definition.minimum = Number(bound.value)
    else if (bound.check === 'less_than') definition.maximum = Number(bound.value)
    else if (bound.check === 'max_length') definition.maxItems = bound.maximum
  }
  return definition
}

const definitions = Object.fromEntries(configNames.map((name) => [name, definitionOf(name)])) as Record<
  ConfigName,
  Definition
>

/** The most entries a list setting takes (stop sequences: 5). */
export const maxItems = (name: ConfigName) => definitions[name].maxItems ?? 0

const limitOf: Partial<Record<ConfigName, (model: Model) => number | undefined>> = {
  temperature: (model) => model.maxTemperature,
  maxOutputTokens: (model) => model.outputTokenLimit,
}

const defaultOf: Partial<Record<ConfigName, (model: Model) => number | undefined>> = {
  temperature: (model) => model.temperature,
  topP: (model) => model.topP,
  topK: (model) => model.topK,
  maxOutputTokens: (model) => model.outputTokenLimit,
}

/**
 * Every setting of `generationConfig` in the form's order, narrowed to one model.
 * @param model the chosen model's record; without it the API's own bounds hold and defaults are unknown
 */
export function fieldsFor(model: Model | undefined): Field[] {
  return configNames.map((name) => {
    const { title, group, control, integer, usual, ...bounds } = definitions[name]
    const own = model && limitOf[name]?.(model)
    const maximum = Math.min(own ?? Infinity, bounds.maximum ?? Infinity)
    const usualHere = (model && defaultOf[name]?.(model)) ?? usual
    const sliderMaximum = Math.max(
      bounds.sliderMaximum ?? maximum,
      typeof usualHere === 'number' ? usualHere : 0,
    )
    return {
      name,
      title,
      group,
      control,
      wire: `generationConfig.${name}`,
      minimum: bounds.minimum ?? 0,
      maximum,
      sliderMaximum: Math.min(maximum, sliderMaximum),
      step: bounds.step ?? 1,
      integer,
      default: usualHere,
      limited: own !== undefined && own <= maximum,
      // The API's reference: a model without `topK` in its record does not allow it to be set.
      taken: name !== 'topK' || model === undefined || model.topK !== undefined,
    }
  })
}

const figure = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 10 })

/** Why this number cannot be sent, as a sentence; undefined where it can. */
export function refusal(field: Field, value: number): string | undefined {
  if (field.integer && !Number.isInteger(value)) return `${field.title} takes whole numbers only.`
  if (value >= field.minimum && value <= field.maximum) return undefined
  const range = `from ${figure(field.minimum)} to ${figure(field.maximum)}`
  return `${field.title} goes ${range}${field.limited && value > field.maximum ? ' for this model' : ''}.`
}
