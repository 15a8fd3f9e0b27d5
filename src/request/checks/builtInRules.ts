/** Tools that the API brings: which model has which, and what each has to be told. */
import { isJson, jsonOf } from '../json.ts'
import { getAt, standsInExtra } from '../settings/path.ts'
import { table } from '../settings/table.ts'
import { builtInTools } from '../tools.ts'
import { addressesIn } from './addresses.ts'
import { set, several, severityOf, without } from './fixes.ts'
import { MODE, onlyTools, toolsIn, withTools } from './seenTools.ts'
import type { BuiltInTool } from '../tools.ts'
import type { Change, Finding, Rule, Seen } from './finding.ts'

/** As its row is called. */
const titleOf = (tool: BuiltInTool): string =>
  table.find(({ path }) => path === `builtIn.${tool}`)?.title ?? tool

/** Each of the API's tools in the request, with its place on the wire. */
const present = (seen: Seen) => {
  const { entries } = toolsIn(seen)
  return builtInTools.flatMap((tool) => {
    const at = entries.findIndex((entry) => entry[tool] !== undefined)
    return at < 0 ? [] : [{ tool, path: `tools[${at}].${tool}`, value: entries[at]![tool] }]
  })
}

const titlesOf = (tools: readonly BuiltInTool[]) => tools.map(titleOf).join(', ')

const remove = (seen: Seen, ...tools: BuiltInTool[]): NonNullable<Finding['fix']> => ({
  title: `remove ${titlesOf(tools)}`,
  change: withTools(
    seen,
    onlyTools(toolsIn(seen), (name) => !tools.some((tool) => tool === name)),
  ),
})

const unavailable: Rule = (seen) => {
  const { facts } = seen
  const lacking = present(seen).filter(({ tool }) => severityOf(facts.builtInTools[tool], facts))
  // All at once: with one of them gone the others would have another place on the wire.
  const fix = remove(seen, ...lacking.map(({ tool }) => tool))
  return lacking.map(({ tool, path }): Finding => {
    const severity = severityOf(facts.builtInTools[tool], facts) ?? 'note'
    const says = `${facts.id} ${severity === 'error' ? 'does' : 'may'} not have this tool.`
    return { severity, path, says, fix }
  })
}

const FROM = 'builtIn.searchFrom'
const UNTIL = 'builtIn.searchUntil'

/** The day after, as YYYY-MM-DD. */
const nextDay = (time: string) => new Date(Date.parse(time) + 86_400_000).toISOString().slice(0, 10)

/** Documented: `startTime` and `endTime` both or none; the end is exclusive. */
const searchDates: Rule = (seen) => {
  const search = present(seen).find(({ tool }) => tool === 'googleSearch')
  const range = jsonOf(search?.value)['timeRangeFilter']
  if (!search || !isJson(range)) return []
  const { startTime: start, endTime: end } = range
  const path = `${search.path}.timeRangeFilter`
  const inRows = !standsInExtra(seen.doc.settings, 'tools')
  /** Among Extra fields the range goes as a whole. */
  const change = (row: Change): Change =>
    inRows
      ? row
      : withTools(
          seen,
          toolsIn(seen).entries.map((entry) =>
            entry['googleSearch'] === undefined ? entry : Object.assign({}, entry, { googleSearch: {} }),
          ),
        )
  // Empty among Extra fields: the rows send both or neither.
  if (start === undefined && end === undefined)
    return [
      {
        severity: 'error',
        path,
        says: 'It needs startTime and endTime.',
        fix: { title: 'remove the dates', change: change(several()) },
      },
    ]
  if (typeof start !== 'string' || typeof end !== 'string') {
    const [has, lacks] = typeof start === 'string' ? ['from', 'until'] : ['until', 'from']
    return [
      {
        severity: 'error',
        path,
        says: `Search ${has} needs Search ${lacks}: both dates are sent, or none.`,
        fix: { title: `remove Search ${has}`, change: change(set(has === 'from' ? FROM : UNTIL)) },
      },
    ]
  }
  if (Number.isNaN(Date.parse(start)) || Number.isNaN(Date.parse(end)) || Date.parse(start) < Date.parse(end))
    return []
  const [from, until] = [start.slice(0, 10), end.slice(0, 10)]
  const fix = !inRows
    ? { title: 'remove the dates', change: change(several()) }
    : from === until
      ? {
          title: `set Search until to ${nextDay(start)}`,
          change: set(UNTIL, nextDay(start)),
        }
      : { title: 'swap the dates', change: several(set(FROM, until), set(UNTIL, from)) }
  return [
    {
      severity: 'error',
      path,
      says:
        from === until
          ? `Search until is the first day that is left out, so ${from} to ${until} holds no day.`
          : `Search until (${until}) has to be later than Search from (${from}).`,
      fix,
    },
  ]
}

const PLACE = 'toolConfig.retrievalConfig.latLng'

/** A coordinate that is not sent counts as 0, which is another place. */
const halfPlace: Rule = (seen) => {
  const place = getAt(seen.body, PLACE)
  if (!isJson(place)) return []
  const given = (['latitude', 'longitude'] as const).filter((name) => place[name] !== undefined)
  if (given.length !== 1) return []
  const [name, other] = given[0] === 'latitude' ? ['Latitude', 'Longitude'] : ['Longitude', 'Latitude']
  const path = `${PLACE}.${given[0]!}`
  return [
    {
      severity: 'warning',
      path,
      says: `Without ${other} the API takes ${other} to be 0.`,
      fix: { title: `remove ${name}`, change: without(seen, path) },
    },
  ]
}

/** Documented: text in, text out. */
const mapsAndMedia: Rule = (seen) => {
  const maps = present(seen).find(({ tool }) => tool === 'googleMaps')
  if (!maps || !seen.special.some(({ mime }) => mime !== null)) return []
  return [
    {
      severity: 'warning',
      path: maps.path,
      says: 'Google Maps works with text alone, and there are files or images in the request.',
      fix: remove(seen, 'googleMaps'),
    },
  ]
}

/** Observed: the mode is about functions, and the API's own tools run all the same. */
const modeNone: Rule = (seen) => {
  const on = present(seen)
  if (toolsIn(seen).mode !== 'NONE' || on.length === 0) return []
  const tools = on.map(({ tool }) => tool)
  return [
    {
      severity: 'note',
      path: MODE,
      says: `NONE stops function calls only: ${titlesOf(tools)} can still run.`,
      fix: remove(seen, ...tools),
    },
  ]
}

/** Documented: at most 20 addresses a request; nothing behind a sign-in, no film, no address of a private network. */
const MOST_ADDRESSES = 20
const unreadable =
  /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[::1\])|(?:^|\.)(?:local|youtube\.com|youtu\.be|ngrok\.io|ngrok-free\.app)$|^(?:docs|sheets|slides|drive)\.google\.com$/i

const urlContext: Rule = (seen) => {
  const reader = present(seen).find(({ tool }) => tool === 'urlContext')
  if (!reader) return []
  const { path } = reader
  const addresses = addressesIn(seen.doc.turns)
  if (addresses.length === 0)
    return [
      {
        severity: 'warning',
        path,
        says: 'The prompt contains no URL, so there is nothing to read.',
        fix: remove(seen, 'urlContext'),
      },
    ]
  const bad = addresses.filter(({ host }) => unreadable.test(host))
  if (bad.length > 0)
    return [
      {
        severity: 'warning',
        path,
        says: `Google cannot read ${bad[0]!.host}: private addresses, videos and pages behind a sign-in are not supported.`,
      },
    ]
  if (addresses.length <= MOST_ADDRESSES) return []
  return [
    {
      severity: 'warning',
      path,
      says: `${addresses.length} URLs in the prompt; a request reads at most ${MOST_ADDRESSES}.`,
    },
  ]
}

export const builtInRules: readonly Rule[] = [
  unavailable,
  searchDates,
  halfPlace,
  mapsAndMedia,
  modeNone,
  urlContext,
]
