import { getAt, inForce } from './path.ts'
import { table } from './table.ts'
import type { ModelFacts, Taken } from '../capabilities.ts'
import type { Editor, NumberEditor } from './editors.ts'
import type { ForModel, Setting, SettingPath, Settings } from './table.ts'

/** One setting as the form shows it, for one model. */
export interface Field extends Setting {
  taken: Taken
  /** The model's record says that it takes none. */
  locked: boolean
  /** The model's own largest number, where its record names one within the API's bounds. */
  modelMax: number | undefined
  /** For this model another setting takes its place: shown only while it holds a value. */
  hidden: boolean
  /** Why the model does not take it; undefined where there is no more to say than that. */
  why: string | undefined
}

/** The model's own bounds; the slider reaches its default, wherever that is. */
function numbers(editor: NumberEditor, modelMax: number | undefined, forModel: ForModel): NumberEditor {
  const { usual, least, named } = forModel
  const max = modelMax ?? editor.max
  const reach = Math.max(editor.sliderMax ?? max, typeof usual === 'number' ? usual : 0)
  return {
    ...editor,
    max,
    sliderMax: Math.min(max, reach),
    ...(least !== undefined && { sliderMin: least }),
    ...(editor.named && named && { named: editor.named.filter(({ value }) => named.includes(value)) }),
  }
}

/** What the editor offers for one model. */
function narrowed(editor: Editor, modelMax: number | undefined, forModel: ForModel): Editor {
  if (editor.kind === 'slider' || editor.kind === 'number') return numbers(editor, modelMax, forModel)
  const { options } = forModel
  return options && (editor.kind === 'choice' || editor.kind === 'set')
    ? { ...editor, options: editor.options.filter(({ value }) => options.includes(value)) }
    : editor
}

/** Whether the row that a setting needs is set, or it needs none. */
export const hasWhatItNeeds = ({ needs }: Setting, settings: Settings): boolean =>
  needs === undefined || getAt(settings, needs) !== undefined

/** What the API does when nothing is sent in a field, by what is sent in others; undefined where that is not known. */
export const usualOf = ({ usual, usualWith }: Field, settings: Settings): unknown =>
  usualWith && inForce(settings, usualWith.path as SettingPath) === true ? usualWith.usual : usual

/** Whether a setting has its row in the form: what holds a value is always seen. */
export const isShown = (field: Field, settings: Settings): boolean =>
  getAt(settings, field.path) !== undefined || (!field.hidden && hasWhatItNeeds(field, settings))

/** Every setting in the form's order, narrowed to one model. */
export function fieldsFor(facts: ModelFacts): Field[] {
  return table.map((setting) => {
    const forModel: ForModel = Object.assign({ taken: 'yes' as const }, setting.forModel?.(facts))
    const { taken, locked = false, usual = setting.usual, max, hidden = false, why } = forModel
    const { editor } = setting
    const isNumber = editor.kind === 'slider' || editor.kind === 'number'
    const modelMax = isNumber && max !== undefined && max <= editor.max ? max : undefined
    return Object.assign({}, setting, {
      usual,
      taken,
      locked,
      modelMax,
      hidden,
      why,
      editor: narrowed(editor, modelMax, Object.assign(forModel, { usual })),
    })
  })
}
