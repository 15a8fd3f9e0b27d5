import type { Content, GenerationConfig, Part, VoiceConfig } from '../gemini/types.ts'
import type { ModelFacts } from './capabilities.ts'
import type { SpeakerVoice } from './settings/editors.ts'
import type { Settings } from './settings/table.ts'

/** Voices that were made have ids of these shapes; all others are names of the list. Source: Google's page on speech. */
const voiceConfig = (voice: string): VoiceConfig =>
  /^voice(?:key)?_/.test(voice) ? { voice } : { prebuiltVoiceConfig: { voiceName: voice } }

/** The wire's form of the voices; undefined where none is set. */
export function speechConfig({
  voice,
  speakers,
}: Pick<Settings, 'voice' | 'speakers'>): GenerationConfig['speechConfig'] {
  if (voice === undefined && speakers === undefined) return undefined
  return {
    ...(voice !== undefined && { voiceConfig: voiceConfig(voice) }),
    ...(speakers && {
      multiSpeakerVoiceConfig: {
        speakerVoiceConfigs: speakers.map(({ speaker, voice: own }) => ({
          speaker,
          voiceConfig: voiceConfig(own),
        })),
      },
    }),
  }
}

/** A line that begins a turn of one of the speakers, `Joe: How are you?`: who, and where their words begin. */
function opened(line: string, speakers: readonly SpeakerVoice[]) {
  const colon = line.indexOf(':')
  const name = line.slice(0, Math.max(0, colon)).trim()
  const by = name ? speakers.find(({ speaker }) => speaker.trim() === name) : undefined
  return by && { by, words: line.slice(colon + 1).trimStart() }
}

/** One part for each turn of a dialogue that is written as `Name: words`; text before the first name has no speaker. */
function turnsOf(text: string, speakers: readonly SpeakerVoice[]): Part[] {
  const turns: { by: SpeakerVoice | undefined; lines: string[] }[] = []
  for (const line of text.split('\n')) {
    const turn = opened(line, speakers)
    if (turn) turns.push({ by: turn.by, lines: [turn.words] })
    else if (turns.length > 0) turns.at(-1)!.lines.push(line)
    else if (line.trim()) turns.push({ by: undefined, lines: [line] })
  }
  return turns.map(({ by, lines }): Part => {
    const words = lines.join('\n').trimEnd()
    if (!by) return { text: words }
    const { speaker, style } = by
    return { text: words, speechMetadata: style ? { speaker, style } : { speaker } }
  })
}

/**
 * The turns as a model of speech wants them. From 3.8 on a text is spoken word for word: a dialogue is one part a turn,
 * with its speaker and their style in a field. Earlier models read `Joe:` and the style in the prompt itself.
 * @param contents as written
 */
export function spoken(contents: Content[], settings: Settings, facts: ModelFacts): Content[] {
  const { speakers } = settings
  if (!speakers || facts.output.style !== 'field') return contents
  const inTurns = (part: Part): Part[] =>
    typeof part.text === 'string' && Object.keys(part).length === 1 ? turnsOf(part.text, speakers) : [part]
  return contents.map((content) =>
    content.role === 'model' || !content.parts
      ? content
      : { ...content, parts: content.parts.flatMap(inTurns) },
  )
}
