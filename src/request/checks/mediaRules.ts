/** Media: which kinds a model takes, and what can be set of each. */
import { jsonOf } from '../json.ts'
import { getAt } from '../settings/path.ts'
import { byId, refuses, several, withValue } from './fixes.ts'
import { isFilmByAddress } from './seen.ts'
import { isMedia } from '../media.ts'
import type { Part as WirePart } from '../../gemini/types.ts'
import type { Change, Finding, Rule, Seen } from './finding.ts'
import type { Special } from './seen.ts'

/** `image/png` is a picture; what is told by no word of ours is a file. */
function kindOf(mime: string): string {
  const [main] = mime.split('/')
  if (main === 'image') return 'picture'
  if (main === 'audio') return 'recording'
  return main === 'video' ? 'film' : 'file'
}

/** Documented: PNG, JPEG, WebP, HEIC and HEIF are the pictures that the API reads. */
const unreadPictures = new Set(['image/gif', 'image/svg+xml', 'image/bmp', 'image/tiff', 'image/avif'])

/** Why a model does not take a medium; null where it does, or nobody knows. */
function whyNot({ facts }: Seen, { mime }: Special): string | null {
  if (mime === null) return null
  const { id } = facts
  if (!facts.images) return `${id} takes text only`
  const kind = kindOf(mime)
  if (unreadPictures.has(mime) && facts.generation !== null) return `${id} does not read ${mime}`
  const draws = facts.output.modalities?.includes('IMAGE') === true
  if (draws && kind === 'recording') return `${id} does not take audio`
  return draws && kind === 'film' && !facts.films ? `${id} does not take video` : null
}

const counted = (count: number, one: string) => (count === 1 ? `the ${one}` : `${count} ${one}s`)

const removing = (some: readonly Special[]): Change =>
  several(...some.map(({ turn, part }): Change => ({ kind: 'part', turn, was: part })))

/** A conversation leaves out what a model does not take, and says so; a single prompt is sent as it stands. */
const kindsOfInput: Rule = (seen) => {
  const found: Finding[] = []
  const wrong = seen.special.filter((one) => whyNot(seen, one) !== null)
  for (const turn of new Set(wrong.map((one) => one.turn))) {
    const some = wrong.filter((one) => one.turn === turn)
    const kinds = new Set(some.map(({ mime }) => kindOf(mime ?? '')))
    const what = counted(some.length, kinds.size === 1 ? [...kinds][0]! : 'file')
    const words = seen.doc.turns[turn]!.parts.length > some.length
    found.push({
      severity: byId(seen.facts),
      path: some.length === 1 ? some[0]!.path : `contents[${turn}].parts`,
      says: `${whyNot(seen, some[0]!)}: remove ${what}, or choose another model.`,
      // A turn without parts would be refused for that.
      ...(words && { fix: { title: `remove ${what}`, change: removing(some) } }),
    })
  }
  return found
}

const withoutKey = (part: WirePart, key: string): WirePart => {
  const { [key]: _, ...rest } = part
  return rest
}

const isFilm = ({ mime }: Special) => mime !== null && mime.startsWith('video/')

const wire = ({ part }: Special): WirePart => (isMedia(part) ? {} : part)

const dropping = (one: Special, key: string, title: string): NonNullable<Finding['fix']> => ({
  title,
  change: { kind: 'part', turn: one.turn, was: one.part, now: withoutKey(wire(one), key) },
})

/** Documented: only with films; frames a second above 0 and up to 24. */
const filmSettings: Rule = ({ special }) =>
  special.flatMap((one): Finding[] => {
    const part = wire(one)
    const found: Finding[] = []
    for (const key of ['videoMetadata', 'mediaProcessing'])
      if (part[key] !== undefined && !isFilm(one))
        found.push({
          severity: 'error',
          path: `${one.path}.${key}`,
          says: 'It only applies to videos.',
          fix: dropping(one, key, `remove ${key}`),
        })
    const metadata = jsonOf(part['videoMetadata'])
    const { fps } = metadata
    if (isFilm(one) && typeof fps === 'number' && !(fps > 0 && fps <= 24)) {
      const { fps: _, ...rest } = metadata
      found.push({
        severity: 'error',
        path: `${one.path}.videoMetadata.fps`,
        says: `${fps} frames per second is out of range: use more than 0 and at most 24.`,
        fix: {
          title: 'remove Frames per second',
          change: { kind: 'part', turn: one.turn, was: one.part, now: { ...part, videoMetadata: rest } },
        },
      })
    }
    return found
  })

/** Documented: at most ten films of YouTube a request. */
const MOST_FILMS = 10

const filmsByAddress: Rule = ({ special }) => {
  const films = special.filter(({ part }) => isFilmByAddress(part))
  const beyond = films[MOST_FILMS]
  if (!beyond) return []
  return [
    {
      severity: 'warning',
      path: `${beyond.path}.fileData`,
      says: `${films.length} YouTube videos: a request takes at most ${MOST_FILMS}.`,
      fix: {
        title: `remove ${counted(films.length - MOST_FILMS, 'film')} at the end`,
        change: removing(films.slice(MOST_FILMS)),
      },
    },
  ]
}

const RESOLUTION = 'generationConfig.mediaResolution'
const ULTRA = 'MEDIA_RESOLUTION_ULTRA_HIGH'

/** Documented: part by part from Gemini 3 on; the highest for a part alone. */
const resolution: Rule = (seen) => {
  const { facts, special } = seen
  const found: Finding[] = []
  if (getAt(seen.body, RESOLUTION) === ULTRA)
    found.push({
      severity: 'error',
      path: RESOLUTION,
      says: 'Ultra high can only be set for a single part; for the whole request, high is the maximum.',
      fix: {
        title: 'set Media resolution to MEDIA_RESOLUTION_HIGH',
        change: withValue(seen, RESOLUTION, 'MEDIA_RESOLUTION_HIGH'),
      },
    })
  if (facts.partResolution !== 'refused') return found
  const severity = byId(facts)
  for (const one of special)
    if (wire(one)['mediaResolution'] !== undefined)
      found.push({
        severity,
        path: `${one.path}.mediaResolution`,
        says: `${facts.id} ${refuses(severity)} a media resolution per part; set one for the whole request.`,
        fix: dropping(one, 'mediaResolution', 'remove Media resolution of the part'),
      })
  return found
}

export const mediaRules: readonly Rule[] = [kindsOfInput, filmSettings, filmsByAddress, resolution]
