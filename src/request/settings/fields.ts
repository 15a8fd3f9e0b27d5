import { table } from './table.ts'
import type { ModelFacts, Taken } from '../capabilities.ts'
import type { NumberEditor, Setting } from './table.ts'

/** One setting as the form shows it, for one model. */
export interface Field extends Setting {
  taken: Taken
  /** The model's record says that it takes none. */
  locked: boolean
  /** The model's own largest number, where its record names one within the API's bounds. */
  modelMax: number | undefined
}

/** The model's own bounds; the slider reaches its default, wherever that is. */
function narrowed(editor: NumberEditor, modelMax: number | undefined, usual: unknown): NumberEditor {
  const max = modelMax ?? editor.max
  const reach = Math.max(editor.sliderMax ?? max, typeof usual === 'number' ? usual : 0)
  return { ...editor, max, sliderMax: Math.min(max, reach) }
}

/** Every setting in the form's order, narrowed to one model. */
export function fieldsFor(facts: ModelFacts): Field[] {
  return table.map((setting) => {
    const forModel = setting.forModel?.(facts)
    const { taken = 'yes', locked = false, usual = setting.usual, max } = forModel ?? {}
    const { editor } = setting
    const isNumber = editor.kind === 'slider' || editor.kind === 'number'
    const modelMax = isNumber && max !== undefined && max <= editor.max ? max : undefined
    return Object.assign(
      {},
      setting,
      { usual, taken, locked, modelMax },
      isNumber && { editor: narrowed(editor, modelMax, usual) },
    )
  })
}
