/** Reads the chats that Google AI Studio saves: one JSON file each, its turns in pieces, media by their ids in Drive. */
import * as z from 'zod/mini'
import { driveMedium } from './drive.ts'
import { isJson } from './json.ts'
import { Prompt } from './schema.ts'
import { setAt } from './settings/path.ts'
import { isModelId } from './settings/schema.ts'
import { table } from './settings/table.ts'
import type { Json } from './json.ts'
import type { Opened } from './read.ts'
import type { MediaPart } from './media.ts'
import type { Turn } from './schema.ts'

type Part = Exclude<Turn['parts'][number], MediaPart>

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Nothing that anybody has set: what AI Studio writes down of a switch that is off. */
const says = (value: unknown): boolean =>
  value !== false &&
  value !== null &&
  value !== '' &&
  !(Array.isArray(value) && value.length === 0) &&
  !(isJson(value) && Object.keys(value).length === 0)

/** What could not be read, each path once, with how often. */
function createUnread() {
  const counts = new Map<string, number>()
  return {
    add(path: string): void {
      // A stranger's name, which stands in one sentence.
      const shown = path.slice(0, 60)
      counts.set(shown, (counts.get(shown) ?? 0) + 1)
    },
    list: (): string[] =>
      [...counts].map(([path, count]) => (count === 1 ? path : `${path} (${count} times)`)),
  }
}
type Unread = ReturnType<typeof createUnread>

/** What says something about a piece and not in it. */
const aboutChunk = new Set([
  'role',
  'text',
  'parts',
  'isThought',
  'thought',
  'finishReason',
  'tokenCount',
  'createTime',
  'branchParent',
  'branchChildren',
  'thinkingBudget',
  'thoughtSignature',
  'thoughtSignatures',
  'isEdited',
  'isGeneratedUsingApiKey',
  'id',
])

/** Contents that the API itself spells so. */
const ownParts = new Set([
  'inlineData',
  'fileData',
  'functionCall',
  'functionResponse',
  'executableCode',
  'codeExecutionResult',
])

/** A part as the API takes it, or the placeholder of one that only Drive has; null where it is neither. */
function partOf(key: string, value: unknown): Part | null {
  if (/^drive[A-Z]/.test(key)) return says(value) ? { [key]: value } : null
  if (!isJson(value)) return null
  if (ownParts.has(key)) return { [key]: value }
  // Its older names.
  if (/^inline[A-Z]/.test(key)) return { inlineData: value as { mimeType: string; data: string } }
  if (key === 'youtubeVideo' && typeof value['id'] === 'string')
    return { fileData: { fileUri: `https://www.youtube.com/watch?v=${value['id']}` } }
  return null
}

/** Whether it is a part as turns hold them. */
const isPart = (part: Json): boolean =>
  Prompt.shape.turns.safeParse([{ role: 'user', parts: [part] }]).success

/** The texts of a piece; as its `parts` have them where these say the same, for they hold the signatures. */
function textsOf(chunk: Json): Part[] {
  const text = textOf(chunk['text'])
  const parts = (Array.isArray(chunk['parts']) ? chunk['parts'] : []).filter(isJson)
  const written = parts.filter((part) => typeof part['text'] === 'string')
  const joined = written.map((part) => textOf(part['text'])).join('')
  if (written.length > 0 && (text === '' || joined === text) && written.every(isPart)) return written
  return text === '' ? [] : [{ text }]
}

function partsOf(chunk: Json, unread: Unread): Part[] {
  const thought = chunk['isThought'] === true || chunk['thought'] === true
  const found: Part[] = textsOf(chunk).map((part) => Object.assign({}, part, thought && { thought }))
  for (const [key, value] of Object.entries(chunk)) {
    if (aboutChunk.has(key) || !says(value)) continue
    const part = partOf(key, value)
    if (part && isPart(part)) found.push(part)
    else unread.add(`chunks[].${key}`)
  }
  return found
}

/** Pieces of one speaker that follow each other are one turn: a thought and its answer, a document and its question. */
function turnsOf(chunks: readonly unknown[], model: string | undefined, unread: Unread): Turn[] {
  const turns: Turn[] = []
  let ended = true
  for (const chunk of chunks) {
    const role = isJson(chunk) ? chunk['role'] : undefined
    if (!isJson(chunk) || (role !== 'user' && role !== 'model')) {
      unread.add('chunks[] without a speaker')
      continue
    }
    const parts = partsOf(chunk, unread)
    const finishReason = textOf(chunk['finishReason']).slice(0, 200)
    const last = turns.at(-1)
    if (parts.length > 0) {
      if (last?.role === role && !ended) last.parts.push(...parts)
      else turns.push({ role, parts, ...(role === 'model' && model !== undefined && { model }) })
      ended = false
    }
    if (finishReason === '') continue
    ended = true
    const told = turns.at(-1)
    if (told?.role === role) told.finishReason = finishReason
  }
  return turns
}

type StudioSettings = Pick<Prompt, 'generationConfig' | 'safety' | 'builtIn'> & { model?: string }

/** Its own names of tools that have a row. */
const studioTools: Readonly<Record<string, string>> = {
  enableSearchAsATool: 'googleSearch',
  enableBrowseAsATool: 'urlContext',
  enableCodeExecution: 'codeExecution',
}

/** Where the settings of AI Studio stand; the other rows of the table hold what only a page of ours can have written. */
const ownGroups = new Set(['generationConfig', 'safety', 'builtIn'])

/** The settings with one more, by a name that a row of the table ends in; null where none takes the value. */
function withSetting(taken: StudioSettings, name: string, value: unknown): StudioSettings | null {
  const own = studioTools[name] ?? name
  const row = table.find(({ path }) => ownGroups.has(path.split('.')[0]!) && path.split('.').at(-1) === own)
  if (!row) return null
  const next = setAt(taken, row.path, value)
  const { generationConfig, safety, builtIn } = Prompt.shape
  const fits =
    generationConfig.safeParse(next.generationConfig).success &&
    safety.safeParse(next.safety).success &&
    (next.builtIn === undefined || builtIn.safeParse(next.builtIn).success)
  return fits ? next : null
}

function settingsOf(run: Json, unread: Unread): StudioSettings {
  const { model: named, safetySettings, ...rest } = run
  const model = textOf(named).replace(/^models\//, '')
  let taken: StudioSettings = { generationConfig: {}, safety: {}, ...(isModelId(model) && { model }) }
  for (const [name, value] of Object.entries(rest)) {
    const next = says(value) ? withSetting(taken, name, value) : null
    if (next) taken = next
    // Text is what comes without asking for it.
    else if (says(value) && !(name === 'responseMimeType' && value === 'text/plain'))
      unread.add(`runSettings.${name}`)
  }
  for (const one of Array.isArray(safetySettings) ? safetySettings : []) {
    const { category, threshold } = isJson(one) ? one : {}
    const next = withSetting(taken, textOf(category), threshold)
    if (next) taken = next
    else if (threshold !== 'HARM_BLOCK_THRESHOLD_UNSPECIFIED')
      unread.add(`safetySettings: ${textOf(category) || 'an entry'}`)
  }
  if (model !== '' && !isModelId(model)) unread.add('runSettings.model')
  return taken
}

function instructionOf(value: unknown): string {
  if (!isJson(value)) return textOf(value)
  const parts = Array.isArray(value['parts']) ? value['parts'] : [value]
  return parts.map((part) => textOf(isJson(part) ? part['text'] : part)).join('')
}

/**
 * A chat of Google AI Studio as what opens here.
 * @returns null where this is no such chat
 */
export function readStudio(value: unknown): Opened | null {
  const chunked = isJson(value) ? value['chunkedPrompt'] : undefined
  const chunks = isJson(chunked) ? chunked['chunks'] : chunked
  if (!isJson(value) || !Array.isArray(chunks)) return null
  const unread = createUnread()
  const { runSettings, systemInstruction, chunkedPrompt: _, ...rest } = value
  const settings = settingsOf(isJson(runSettings) ? runSettings : {}, unread)
  const turns = turnsOf(chunks, settings.model, unread)
  const pending = isJson(chunked) && Array.isArray(chunked['pendingInputs']) ? chunked['pendingInputs'] : []
  const waiting = pending.filter(isJson).flatMap((chunk) => partsOf(chunk, unread))
  for (const part of waiting) if (part.text === undefined) unread.add('pendingInputs[]: a medium')
  for (const [name, other] of Object.entries(rest)) if (says(other)) unread.add(name)
  const text = waiting.map((part) => part.text ?? '').join('\n')
  const prompt = z.omit(Prompt, { v: true, model: true }).safeParse({
    workspace: 'chat',
    ...settings,
    systemInstruction: instructionOf(systemInstruction),
    parts: text === '' ? [] : [{ text }],
    turns,
  })
  if (!prompt.success)
    return { ok: false, problem: 'This is a chat of Google AI Studio, but more than this page can hold.' }
  return {
    ok: true,
    from: 'Google AI Studio',
    prompt: { ...prompt.data, ...(settings.model !== undefined && { model: settings.model }) },
    ignored: unread.list(),
  }
}

/** How many media of these turns only Google Drive has. */
export const driveMediaIn = (turns: readonly Turn[] = []): number =>
  turns.reduce((sum, { parts }) => sum + parts.filter((part) => driveMedium(part) !== null).length, 0)
