import { showBreaks } from './breaks.ts'
import { draftOf, textNumber } from './draft.ts'
import { wholeFunctions } from './functions/inWords.ts'
import { isMedia } from './media.ts'
import { levelOf, safetyLevels } from './safety.ts'
import { getAt, settingsAfter } from './settings/path.ts'
import { table } from './settings/table.ts'
import type { Draft } from './draft.ts'
import type { OwnFunction } from './functions/declaration.ts'
import type { MediaRef } from './media.ts'
import type { Embed, Prompt } from './schema.ts'
import type { Editor, SpeakerVoice } from './settings/editors.ts'
import type { Settings, Threshold } from './settings/table.ts'

/** A setting in words. */
export interface Item {
  name: string
  value: string
}

const word = (value: boolean) => (value ? 'on' : 'off')

/** A value that is set, in words. */
function inWords(value: unknown, editor: Editor): string {
  if (typeof value === 'boolean') return word(value)
  if (editor.kind === 'speakers')
    return (value as SpeakerVoice[])
      .map(({ speaker, voice, style }) => `${speaker}: ${voice}${style ? `, ${style}` : ''}`)
      .join('; ')
  if (editor.kind === 'own' && editor.form === 'functions')
    return (value as OwnFunction[]).map(({ declaration }) => declaration.name).join(', ')
  if (Array.isArray(value)) return value.map(String).map(showBreaks).join(', ')
  if (editor.kind === 'own' && editor.form === 'safety')
    return safetyLevels[levelOf(value as Threshold)]?.word.toLowerCase() ?? ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

interface Held extends Item {
  /** Into the settings. */
  path: string
  held: unknown
}

/** Every setting that can be set, with its value in words; '' for one that is left to the API. */
function everySetting(settings: Settings): Held[] {
  const rows = table.map(({ path, title, editor }) => {
    const held = getAt(settings, path)
    return { name: title, value: held === undefined ? '' : inWords(held, editor), path, held }
  })
  return [...rows, { name: 'Stream', value: word(settings.stream), path: 'stream', held: settings.stream }]
}

/** What differs from the API's own defaults, in the form's order. Model and system instruction are not in it. */
export function settingsSummary(settings: Settings): Item[] {
  return everySetting(settings).flatMap(({ name, value }) =>
    value && !(name === 'Stream' && value === 'on') ? [{ name, value }] : [],
  )
}

/** One thing a link or a file brings, beside what the reader has. */
export interface Brought extends Item {
  /** The present value, where it differs; absent where there is none or it stays beside the new one. */
  now?: string
  /** True where the reader has just that already. */
  same: boolean
  /** Free text is shown whole, on its own lines; a word stands beside its name. */
  kind: 'text' | 'word'
  /** Of a picture: with its bytes, where they came along. */
  media?: MediaRef
}

function brought(kind: Brought['kind'], name: string, value: string, now: string, empty: string): Brought[] {
  if (!value && !now) return []
  const same = value === now
  return [
    { name, value: value || empty, same, kind, ...(!same && { now: now || (kind === 'word' ? empty : '') }) },
  ]
}

const added = (name: string, value: string, kind: Brought['kind'] = 'word'): Brought => ({
  name,
  value,
  same: false,
  kind,
})

const picture = (media: MediaRef): Brought => ({
  ...added('Image', `${media.name}, ${media.mimeType}, ${media.bytes.toLocaleString('en')} B`),
  media,
})

/** What is written, part for part in its order. @param own says what the composer's own field brings */
function written(draft: Draft, own: (text: string) => Brought[]): Brought[] {
  return draft.parts.flatMap((part, at) => {
    if (isMedia(part)) return picture(part.media)
    if (at === draft.field) return own(part.text)
    return part.text ? added(`Text part ${textNumber(draft, at)}`, part.text, 'text') : []
  })
}

function embeddedBy({ texts, labels, asPrefix, media: _media, ...settings }: Embed): Brought[] {
  return [
    added('Texts', texts.join('\n'), 'text'),
    ...(labels ? [added('Labels', labels.join('\n'), 'text')] : []),
    ...Object.entries(settings).map(([name, value]) => added(name, String(value))),
    ...(asPrefix === undefined ? [] : [added('Task', asPrefix ? 'as a prefix' : 'as the API’s field')]),
  ]
}

const json = (one: unknown, indent?: number) => (one === undefined ? '' : JSON.stringify(one, null, indent))

/** Shown whole, by path: a word for them would hide what they do. Code is shown as it reads, not as JSON. */
const shownWhole: Readonly<Record<string, (held: unknown) => string>> = {
  functions: (held) => wholeFunctions((held ?? []) as OwnFunction[]),
  extra: (held) => json(held, 2),
}

/** What becomes of one setting. Values are compared, not the words for them: `A, B` may be one stop sequence or two. */
function setting({ path, name, value, held }: Held, now: Held | undefined): Brought[] {
  const print = shownWhole[path]
  if (print) return brought('text', name, print(held), print(now?.held), 'none')
  const alike = value === now?.value && json(held) !== json(now.held)
  return alike
    ? brought('word', name, json(held), json(now.held), 'default')
    : brought('word', name, value, now?.value ?? '', 'default')
}

/**
 * All that a link or a file holds, and every difference it would make; none is left out.
 * @param present what the reader has
 * @param incoming only the keys present here are opened
 */
export function broughtBy(
  present: Settings & { text: string },
  incoming: Partial<Prompt> & Pick<Prompt, 'workspace'>,
): Brought[] {
  const { workspace, embed, parts, field, turns = [] } = incoming
  const embedded = embed ? embeddedBy(embed) : []
  if (workspace === 'embeddings')
    return [...embedded, ...(embed?.media ?? []).map(({ media }) => picture(media))]
  const next: Settings = settingsAfter(present, incoming)
  const before = everySetting(present)
  const shown =
    incoming.stream === undefined && incoming.generationConfig === undefined ? [] : everySetting(next)
  return [
    ...(incoming.model === undefined ? [] : brought('word', 'Model', next.model, present.model, '')),
    ...(incoming.systemInstruction === undefined
      ? []
      : brought('text', 'System instruction', next.systemInstruction, present.systemInstruction, 'none')),
    ...shown.flatMap((one, at) => setting(one, before[at])),
    ...(parts
      ? written(draftOf(parts, field), (text) =>
          workspace === 'chat'
            ? brought('text', 'Message', text, '', 'empty')
            : brought('text', 'Prompt', text, present.text, 'empty'),
        )
      : []),
    ...(turns.length
      ? [added('Conversation', `${turns.length === 1 ? '1 turn' : `${turns.length} turns`}, beside your own`)]
      : []),
    ...embedded,
  ]
}
