/** The form of the answer: JSON by a schema, pictures, speech. */
import { isJson, jsonOf } from '../json.ts'
import { getAt, placeOf } from '../settings/path.ts'
import { formatFindings } from '../schema/formatFindings.ts'
import { byId, refuses, set, withValue, without } from './fixes.ts'
import { listOf, once } from './seen.ts'
import { isMedia } from '../media.ts'
import { withoutExtra } from '../request.ts'
import type { Content } from '../../gemini/types.ts'
import type { Change, Finding, Rule, Seen } from './finding.ts'

const CONFIG = 'generationConfig'

const inSchemas = once((config: object): Finding[] => formatFindings(config as Record<string, unknown>))

/** A fix that is meant for a setting, where the person has laid the field over the request instead. */
function whereItStands(seen: Seen, change: Change): Change {
  if (change.kind !== 'set' && change.kind !== 'within') return change
  const { path } = change
  if (change.kind === 'set' && change.value !== undefined) return withValue(seen, path, change.value)
  return Object.assign({}, change, { path: placeOf(seen.doc.settings, path) })
}

/** What a schema holds that the API refuses or ignores; looked at once a schema. */
const schemas: Rule = (seen) => {
  const config = seen.body[CONFIG]
  if (!isJson(config)) return []
  return inSchemas(config).map((finding): Finding => {
    const { fix } = finding
    if (!fix) return finding
    const placed = { title: fix.title, change: whereItStands(seen, fix.change) }
    return Object.assign({}, finding, { fix: placed })
  })
}

const IMAGE = `${CONFIG}.imageConfig`

/** Documented: which sizes and ratios each model draws. */
const pictureShape: Rule = (seen) => {
  const { facts } = seen
  const { id, output } = facts
  const config = jsonOf(getAt(seen.body, IMAGE))
  if (Object.keys(config).length === 0 || output.modalities === undefined) return []
  const severity = facts.generation === 'newest' ? 'warning' : 'error'
  if (!output.modalities.includes('IMAGE'))
    return Object.keys(config).map((name): Finding => ({
      severity,
      path: `${IMAGE}.${name}`,
      says: `${id} generates no images and ${refuses(severity)} this setting.`,
      fix: { title: `remove ${titles[name] ?? name}`, change: without(seen, `${IMAGE}.${name}`) },
    }))
  const allowed: Record<string, readonly string[]> = {
    aspectRatio: output.aspectRatios,
    imageSize: output.imageSizes,
  }
  return Object.entries(config).flatMap(([name, value]): Finding[] => {
    const values = allowed[name]
    if (!values || values.includes(String(value))) return []
    const title = titles[name] ?? name
    return [
      {
        severity,
        path: `${IMAGE}.${name}`,
        says:
          values.length === 0
            ? `${id} ${refuses(severity)} it.`
            : `${id} does not support ${String(value)}; it takes ${values.join(', ')}.`,
        fix: { title: `remove ${title}`, change: without(seen, `${IMAGE}.${name}`) },
      },
    ]
  })
}

const titles: Readonly<Record<string, string>> = { aspectRatio: 'Aspect ratio', imageSize: 'Image size' }

const MODALITIES = `${CONFIG}.responseModalities`

/** Documented: what is asked for has to be a combination that the model makes. */
const kindsOfOutput: Rule = (seen) => {
  const { facts } = seen
  const { modalities: made } = facts.output
  const asked = listOf(getAt(seen.body, MODALITIES)).map((one) => String(one).toUpperCase())
  if (!made || asked.length === 0) return []
  const severity = facts.generation === 'newest' ? 'warning' : 'error'
  const wrong = asked.filter((one) => !(made as readonly string[]).includes(one))
  if (wrong.length === 0) return []
  return [
    {
      severity,
      path: MODALITIES,
      says: `${facts.id} generates ${made.join(' and ')} and ${refuses(severity)} ${wrong.join(' and ')}.`,
      fix: {
        title: made[0] === 'AUDIO' ? 'set Response modalities to AUDIO' : 'remove Response modalities',
        change: made[0] === 'AUDIO' ? withValue(seen, MODALITIES, ['AUDIO']) : without(seen, MODALITIES),
      },
    },
  ]
}

/** Documented: a model that speaks has to be asked for AUDIO; text is what the API sends when nothing is said. */
const speechAsked: Rule = (seen) => {
  const { facts, body } = seen
  if (!facts.output.asksForAudio || listOf(getAt(body, MODALITIES)).length > 0) return []
  if (jsonOf(jsonOf(body[CONFIG])['responseFormat'])['audio'] !== undefined) return []
  const severity = byId(facts)
  return [
    {
      severity,
      path: MODALITIES,
      says: `${facts.id} only generates speech and ${refuses(severity)} requests that do not ask for AUDIO.`,
      fix: { title: 'set Response modalities to AUDIO', change: withValue(seen, MODALITIES, ['AUDIO']) },
    },
  ]
}

const SPEECH = `${CONFIG}.speechConfig`
const SPEAKERS = `${SPEECH}.multiSpeakerVoiceConfig.speakerVoiceConfigs`

/** Documented: one voice, or exactly two speakers. */
const voices: Rule = (seen) => {
  const speech = jsonOf(getAt(seen.body, SPEECH))
  if (Object.keys(speech).length === 0) return []
  const many = speech['multiSpeakerVoiceConfig'] !== undefined
  const { speakers: rows } = seen.doc.settings
  if (many && speech['voiceConfig'] !== undefined)
    return [
      {
        severity: 'error',
        path: `${SPEECH}.voiceConfig`,
        says: 'Set either one voice or several speakers, not both.',
        fix: { title: 'remove Voice', change: rows ? set('voice') : without(seen, `${SPEECH}.voiceConfig`) },
      },
    ]
  const speakers = listOf(getAt(seen.body, SPEAKERS))
  if (!many || speakers.length === 2) return []
  return [
    {
      severity: 'error',
      path: SPEAKERS,
      says: `The API takes exactly two speakers, not ${speakers.length}.`,
      fix:
        speakers.length > 2
          ? {
              title: 'keep the first two',
              change: rows
                ? set('speakers', rows.slice(0, 2))
                : withValue(seen, SPEAKERS, speakers.slice(0, 2)),
            }
          : {
              title: 'remove the speakers',
              change: rows ? set('speakers') : without(seen, `${SPEECH}.multiSpeakerVoiceConfig`),
            },
    },
  ]
}

/** The first words of a text alone: what tells a manner stands at its beginning. */
const tellsManner = (text: string) => /^\s*(?:say|read|speak)\b[^:\n]{0,80}:/i.test(text.slice(0, 120))

/** A dialogue of speakers that have a row each is cut into their parts on its way to the wire. */
function sentTurns({ doc }: Seen): readonly Content[] {
  const contents = doc.turns.map(({ role, parts }) => ({
    role,
    parts: parts.map((part) => (isMedia(part) ? {} : part)),
  }))
  return doc.settings.speakers ? withoutExtra(doc.settings, contents).contents : contents
}

/** Documented for 3.8: the text is spoken as it stands; manner and speaker are fields of the part. */
const spokenWords: Rule = (seen) => {
  const { facts, body } = seen
  if (facts.output.style !== 'field') return []
  const names = new Set(
    listOf(getAt(body, SPEAKERS))
      .filter(isJson)
      .map(({ speaker }) => speaker),
  )
  const found: Finding[] = []
  sentTurns(seen).forEach(({ role, parts = [] }, turn) => {
    if (role !== 'user') return
    parts.forEach((part, at) => {
      if (typeof part.text !== 'string') return
      const path = `contents[${turn}].parts[${at}]`
      const { speaker, style } = jsonOf(part['speechMetadata'])
      if (names.size > 0 && !names.has(speaker))
        found.push({
          severity: byId(facts),
          path: `${path}.speechMetadata.speaker`,
          says:
            speaker === undefined
              ? `With several speakers, each text must name the one who speaks it: ${[...names].map(String).join(' or ')}.`
              : `${String(speaker)} is not one of the speakers.`,
        })
      else if (style === undefined && tellsManner(part.text))
        found.push({
          severity: 'warning',
          path: `${path}.text`,
          says: `${facts.id} reads out every word, including the direction at the beginning. Put that in speechMetadata.style.`,
        })
    })
  })
  return found
}

export const formatRules: readonly Rule[] = [
  schemas,
  pictureShape,
  kindsOfOutput,
  speechAsked,
  voices,
  spokenWords,
]
