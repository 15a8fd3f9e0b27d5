import { configNames } from './schema.ts'
import type { Prompt, Settings } from './schema.ts'
import { fieldsFor } from './fields.ts'
import { harmCategories, levelOf, safetyLevels } from './safety.ts'

/** A setting in words. */
export interface Item {
  name: string
  value: string
}

const titles = new Map(fieldsFor(undefined).map(({ name, title }) => [name, title]))
const word = (value: boolean) => (value ? 'on' : 'off')

/** Every setting that can be set, with its value in words; '' for one that is left to the API. */
function everySetting({ generationConfig, safety, stream }: Settings): Item[] {
  const config = configNames.map((name) => {
    const value = generationConfig[name]
    const shown = typeof value === 'boolean' ? word(value) : Array.isArray(value) ? value.join(', ') : value
    return { name: titles.get(name) ?? name, value: String(shown ?? '') }
  })
  const filters = harmCategories.map(({ category, title }) => {
    const level = safetyLevels[levelOf(safety[category])]
    return { name: title, value: level?.threshold ? level.word.toLowerCase() : '' }
  })
  return [...config, ...filters, { name: 'Stream', value: word(stream) }]
}

/** What differs from the API's own defaults, in the form's order. Model and system instruction are not in it. */
export function settingsSummary(settings: Settings): Item[] {
  return everySetting(settings).filter(({ name, value }) => value && !(name === 'Stream' && value === 'on'))
}

/** What opening a prompt would change. */
export interface Change extends Item {
  /** The present value; absent where there is none or it stays beside the new one. */
  now?: string
  /** Free text is shown whole, on its own lines; a word stands beside its name. */
  kind: 'text' | 'word'
}

const NONE = 'default'

/**
 * Every difference between what the reader has and what a link or file brings, none left out.
 * @param incoming only the keys present here are opened
 */
export function changesOf(
  present: Settings & Pick<Prompt, 'text'>,
  incoming: Partial<Prompt> & Pick<Prompt, 'workspace'>,
): Change[] {
  const changes: Change[] = []
  if (incoming.embed) {
    const { texts, ...rest } = incoming.embed
    changes.push({ name: 'Texts', value: texts.join('\n'), kind: 'text' })
    for (const [name, value] of Object.entries(rest))
      changes.push({ name, value: String(value), kind: 'word' })
  }
  if (incoming.workspace === 'embeddings') return changes
  const next: Settings = {
    model: incoming.model ?? present.model,
    systemInstruction: incoming.systemInstruction ?? present.systemInstruction,
    generationConfig: incoming.generationConfig ?? present.generationConfig,
    safety: incoming.safety ?? present.safety,
    stream: incoming.stream ?? present.stream,
  }
  if (next.model !== present.model)
    changes.push({ name: 'Model', value: next.model, now: present.model, kind: 'word' })
  if (next.systemInstruction !== present.systemInstruction)
    changes.push({
      name: 'System instruction',
      value: next.systemInstruction || 'none',
      ...(present.systemInstruction && { now: present.systemInstruction }),
      kind: 'text',
    })
  const before = everySetting(present)
  for (const [at, { name, value }] of everySetting(next).entries()) {
    const now = before[at]?.value ?? ''
    if (now !== value) changes.push({ name, value: value || NONE, now: now || NONE, kind: 'word' })
  }
  if (incoming.text !== undefined && incoming.text !== present.text)
    changes.push({
      name: incoming.workspace === 'chat' ? 'Message' : 'Prompt',
      value: incoming.text || 'empty',
      ...(present.text && incoming.workspace === 'prompt' && { now: present.text }),
      kind: 'text',
    })
  for (const { name, bytes, mimeType } of incoming.images ?? [])
    changes.push({
      name: 'Image',
      value: `${name}, ${mimeType}, ${bytes.toLocaleString('en')} B`,
      kind: 'word',
    })
  if (incoming.turns?.length)
    changes.push({
      name: 'Conversation',
      value: `${incoming.turns.length} turns, beside your own`,
      kind: 'word',
    })
  return changes
}
