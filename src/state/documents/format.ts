import { createStore } from 'zustand/vanilla'
import { isJson } from '../../request/json.ts'
import { asEnumSchema, asJsonSchema } from '../../request/schema/spellings.ts'
import { withoutKeys } from '../../runs/keyAtRest.ts'
import { loadTabDraft, saveTabDraft } from '../../store/tab.ts'
import { session } from '../connection/session.ts'
import type { Json } from '../../request/json.ts'
import type { Config, Settings } from '../../request/settings/table.ts'
import type { SettingsDoc } from './settings.ts'

/** How an answer is asked for: which of the two schemas goes with the MIME type is the API's rule, not the reader's. */
export interface Format {
  mimeType: Config['responseMimeType']
  schema: Json | undefined
  /** The field that the schema stands in, or would. */
  field: 'responseJsonSchema' | 'responseSchema'
  /** Something of it is sent. */
  on: boolean
}

export function formatOf({ generationConfig: config }: Settings): Format {
  const { responseMimeType: mimeType, responseJsonSchema, responseSchema } = config
  const schema = responseJsonSchema ?? responseSchema
  const field =
    responseJsonSchema === undefined && (responseSchema !== undefined || mimeType === 'text/x.enum')
      ? 'responseSchema'
      : 'responseJsonSchema'
  return { mimeType, schema, field, on: mimeType !== undefined || schema !== undefined }
}

/** Schemas that are not sent just now, by the field that they were sent in: they come back with it. */
type Aside = Partial<Record<Format['field'], Json>>

const NAME = 'schema-aside'
const aside = createStore<Aside>(() => ({}))
let loading: Promise<void> | undefined

async function load(): Promise<void> {
  const kept = await loadTabDraft(NAME, (value): Aside => (isJson(value) ? value : {}))
  if (kept) aside.setState({ ...kept, ...aside.getState() }, true)
}

/** Brings back what was put aside before a reload, once. */
export function loadAside(): Promise<void> {
  loading ??= load()
  return loading
}

function putAside(field: Format['field'], schema: Json | undefined): void {
  if (schema === undefined) return
  aside.setState({ [field]: schema })
  saveTabDraft(NAME, withoutKeys(aside.getState(), session.getState().apiKey))
}

/** Sets MIME type and schema, each in its field and nothing in the other. */
function setFormat({ set }: SettingsDoc, mimeType: Format['mimeType'], schema: Json | undefined): void {
  const isEnum = mimeType === 'text/x.enum'
  set('generationConfig.responseMimeType', mimeType)
  set('generationConfig.responseJsonSchema', isEnum ? undefined : schema)
  set('generationConfig.responseSchema', isEnum ? schema : undefined)
}

/** The schema that is sent, in the field where it belongs: the older spelling is JSON Schema wherever it goes as JSON. */
function present(settings: SettingsDoc): Pick<Format, 'mimeType' | 'schema' | 'field'> {
  const { field, mimeType, schema } = formatOf(settings.store.getState())
  if (field === 'responseJsonSchema' || mimeType === 'text/x.enum') return { field, mimeType, schema }
  return { field: 'responseJsonSchema', mimeType, schema: schema && asJsonSchema(schema) }
}

/** Nothing of it is sent any more; the schema is put aside. */
export function turnOff(settings: SettingsDoc): void {
  const { field, schema } = present(settings)
  putAside(field, schema)
  setFormat(settings, undefined, undefined)
}

/**
 * Asks for answers of a MIME type. A schema whose field is left is put aside, and the one that was put aside for the
 * other field comes back, unless the present one can go there.
 */
export function setMimeType(settings: SettingsDoc, mimeType: NonNullable<Format['mimeType']>): void {
  const { field, schema } = present(settings)
  const next = mimeType === 'text/x.enum' ? 'responseSchema' : 'responseJsonSchema'
  if (field === next) return setFormat(settings, mimeType, schema ?? aside.getState()[next])
  putAside(field, schema)
  const plain = next === 'responseSchema' && schema ? asEnumSchema(schema) : null
  setFormat(settings, mimeType, plain ?? aside.getState()[next])
}

/** Another schema for the present MIME type; JSON where there is none yet. `undefined` puts the present one aside. */
export function setSchema(settings: SettingsDoc, schema: Json | undefined): void {
  const { field, mimeType = 'application/json', schema: before } = present(settings)
  if (schema === undefined) putAside(field, before)
  // It was written where the older spelling stood.
  const isOlder = formatOf(settings.store.getState()).field !== field
  setFormat(settings, mimeType, isOlder && schema ? asJsonSchema(schema) : schema)
}
