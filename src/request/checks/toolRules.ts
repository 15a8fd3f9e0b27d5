/** Tools: which go together, which functions may be called, which addresses can be read. */
import { isJson } from '../json.ts'
import { getAt, standsInExtra } from '../settings/path.ts'
import { addressesIn } from './addresses.ts'
import { byId, refuses, set, several, severityOf, withValue, without } from './fixes.ts'
import { listOf } from './seen.ts'
import type { Change, Finding, Rule, Seen } from './finding.ts'
import type { Json } from '../json.ts'

const FUNCTIONS = 'functionDeclarations'
const CALLING = 'toolConfig.functionCallingConfig'
const MODE = `${CALLING}.mode`
const ALLOWED = `${CALLING}.allowedFunctionNames`
const FLAG = 'toolConfig.includeServerSideToolInvocations'

interface Tools {
  entries: readonly Json[]
  declared: readonly { declaration: Json; path: string }[]
  /** Names of the tools that the API brings. */
  builtIn: readonly string[]
  /** Upper case; undefined where none is set. */
  mode: string | undefined
  flag: boolean
}

function toolsOf({ body }: Seen): Tools {
  const entries = listOf(body['tools']).filter(isJson)
  const mode = getAt(body, MODE)
  return {
    entries,
    declared: entries.flatMap((entry, tool) =>
      listOf(entry[FUNCTIONS])
        .filter(isJson)
        .map((declaration, at) => ({ declaration, path: `tools[${tool}].${FUNCTIONS}[${at}]` })),
    ),
    builtIn: [
      ...new Set(entries.flatMap((entry) => Object.keys(entry).filter((name) => name !== FUNCTIONS))),
    ],
    mode: typeof mode === 'string' ? mode.toUpperCase() : undefined,
    flag: getAt(body, FLAG) === true,
  }
}

/** The list of tools without what `keeps` does not keep of each entry. */
const onlyTools = ({ entries }: Tools, keeps: (name: string) => boolean): Json[] =>
  entries
    .map((entry) => Object.fromEntries(Object.entries(entry).filter(([name]) => keeps(name))))
    .filter((entry) => Object.keys(entry).length > 0)

const list = (names: readonly string[]) => names.join(', ')

/**
 * Other tools in the place of these. Functions that have a row of their own are changed there, and those of Extra fields
 * among them.
 */
function withTools(seen: Seen, entries: readonly Json[]): Change {
  const { functions } = seen.doc.settings
  if (!functions || standsInExtra(seen.doc.settings, 'tools')) return withValue(seen, 'tools', entries)
  const next = entries.flatMap((entry) => listOf(entry[FUNCTIONS]))
  const kept =
    next.length === functions.length
      ? functions.map((one, at) => Object.assign({}, one, { declaration: next[at] }))
      : functions.filter(({ declaration }) => next.includes(declaration))
  return set('functions', kept)
}

/** No tools at all: functions that have a row stay in it, and are taken out of what is sent. */
const withoutTools = (seen: Seen): Change =>
  several(
    seen.doc.settings.functions ? set('extra.tools', null) : without(seen, 'tools'),
    without(seen, 'toolConfig'),
  )

/**
 * Observed: `Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.`;
 * before Gemini 3 `Tool use with function calling is unsupported`.
 */
const functionsWithBuiltIns: Rule = (seen) => {
  const { facts } = seen
  const tools = toolsOf(seen)
  if (tools.declared.length === 0 || tools.builtIn.length === 0) return []
  const { id } = facts
  const severity = byId(facts)
  if (facts.mixedTools === 'refused') {
    const rest = onlyTools(tools, (name) => name === FUNCTIONS)
    return [
      {
        severity,
        path: 'tools',
        says: `${id} ${refuses(severity)} functions together with ${list(tools.builtIn)}.`,
        fix: { title: `remove ${list(tools.builtIn)}`, change: withTools(seen, rest) },
      },
    ]
  }
  if (facts.mixedTools !== 'by flag') return []
  if (!tools.flag)
    return [
      {
        severity,
        path: FLAG,
        says: `Without it ${id} ${refuses(severity)} functions together with ${list(tools.builtIn)}.`,
        fix: {
          title: 'set includeServerSideToolInvocations',
          change: several(
            withValue(seen, FLAG, true),
            ...(tools.mode === 'AUTO' ? [without(seen, MODE)] : []),
          ),
        },
      },
    ]
  if (tools.mode !== 'AUTO') return []
  return [
    {
      severity,
      path: MODE,
      says: 'AUTO is refused when functions and built-in tools are combined. If no mode is sent, VALIDATED applies.',
      fix: { title: 'remove Function calling mode', change: without(seen, MODE) },
    },
  ]
}

const JSON_TYPE = 'generationConfig.responseMimeType'

/** Observed with 2.5: `Function calling with a response mime type: 'application/json' is unsupported`. */
const jsonWithTools: Rule = (seen) => {
  const { facts } = seen
  const { entries, mode, declared, flag } = toolsOf(seen)
  if (entries.length === 0 || getAt(seen.body, JSON_TYPE) !== 'application/json') return []
  const severity = severityOf(facts.jsonWithTools, facts)
  if (severity)
    return [
      {
        severity,
        path: JSON_TYPE,
        says: `${facts.id} ${refuses(severity)} tools when the answer has to be JSON.`,
        fix: {
          title: 'remove the tools',
          change: withoutTools(seen),
        },
      },
    ]
  if (facts.jsonWithTools !== 'yes' || declared.length === 0 || mode !== 'ANY') return []
  return [
    {
      severity: 'warning',
      path: MODE,
      says: 'With ANY the model always calls a function, so there will be no JSON answer. Use AUTO, or a function that takes the answer.',
      fix: {
        title: flag ? 'remove Function calling mode' : 'set Function calling mode to AUTO',
        change: flag ? without(seen, MODE) : withValue(seen, MODE, 'AUTO'),
      },
    },
  ]
}

/** Documented: a letter or _ first, then letters, digits, _ . : -, at most 128 in all. */
const isName = (name: unknown) => typeof name === 'string' && /^[A-Za-z_][\w.:-]{0,127}$/.test(name)
/** Documented in the SDK. */
const MOST_FUNCTIONS = 512

const declarations: Rule = (seen) => {
  const { declared, entries } = toolsOf(seen)
  if (declared.length === 0) return []
  const found: Finding[] = []
  if (declared.length > MOST_FUNCTIONS)
    found.push({
      severity: 'error',
      path: 'tools',
      says: `${declared.length} functions are declared; the API takes at most ${MOST_FUNCTIONS}.`,
    })
  const names = declared.map(({ declaration }) => declaration['name'])
  const doubles = declared.filter((_, at) => names.indexOf(names[at]) < at)
  const rest = new Set(doubles.map(({ declaration }) => declaration))
  declared.forEach(({ declaration, path }, at) => {
    const name = declaration['name']
    if (!isName(name))
      found.push({
        severity: 'error',
        path: `${path}.name`,
        says: 'A function’s name starts with a letter or _ and may contain letters, digits and _ . : - (at most 128 characters).',
      })
    else if (rest.has(declaration))
      found.push({
        severity: 'error',
        path: `${path}.name`,
        says: `${String(name)} is declared twice.`,
        fix: {
          title: 'remove the second one',
          change: withTools(
            seen,
            entries.map((entry) =>
              entry[FUNCTIONS] === undefined
                ? entry
                : Object.assign({}, entry, {
                    [FUNCTIONS]: listOf(entry[FUNCTIONS]).filter((one) => !rest.has(one as Json)),
                  }),
            ),
          ),
        },
      })
    for (const [one, other] of [
      ['parameters', 'parametersJsonSchema'],
      ['response', 'responseJsonSchema'],
    ] as const)
      if (declaration[one] !== undefined && declaration[other] !== undefined)
        found.push({
          severity: 'error',
          path: `${path}.${one}`,
          says: `Set either ${one} or ${other}, not both.`,
          fix: {
            title: `remove ${one} of ${String(names[at])}`,
            change: withTools(
              seen,
              entries.map((entry) =>
                Object.assign({}, entry, {
                  ...(entry[FUNCTIONS] !== undefined && {
                    [FUNCTIONS]: listOf(entry[FUNCTIONS]).map((item) => {
                      if (item !== declaration) return item
                      const { [one]: _, ...others } = declaration
                      return others
                    }),
                  }),
                }),
              ),
            ),
          },
        })
  })
  return found
}

/** Documented: names may be given with ANY and VALIDATED alone, and only names of what is declared. */
const allowedNames: Rule = (seen) => {
  const allowed = listOf(getAt(seen.body, ALLOWED))
  if (allowed.length === 0) return []
  const { mode, declared, flag } = toolsOf(seen)
  const names = new Set(declared.map(({ declaration }) => declaration['name']))
  const unknown = allowed.filter((name) => !names.has(name))
  if (mode !== 'ANY' && mode !== 'VALIDATED' && !(mode === undefined && flag))
    return [
      {
        severity: 'error',
        path: ALLOWED,
        says: `It is refused with mode ${mode ?? 'AUTO'}: only ANY and VALIDATED take names.`,
        fix: { title: 'remove Allowed functions', change: without(seen, ALLOWED) },
      },
    ]
  if (unknown.length === 0) return []
  const known = allowed.filter((name) => names.has(name))
  return [
    {
      severity: 'error',
      path: ALLOWED,
      says: `${list(unknown.map(String))} ${unknown.length === 1 ? 'is' : 'are'} not declared.`,
      fix: {
        title: `remove ${list(unknown.map(String))}`,
        change: known.length > 0 ? withValue(seen, ALLOWED, known) : without(seen, ALLOWED),
      },
    },
  ]
}

/** Documented: at most 20 addresses a request; nothing behind a sign-in, no film, no address of a private network. */
const MOST_ADDRESSES = 20
const unreadable =
  /^(?:localhost|127\.|10\.|192\.168\.|\[::1\])|(?:^|\.)(?:local|youtube\.com|youtu\.be|ngrok\.io|ngrok-free\.app)$|^(?:docs|sheets|slides|drive)\.google\.com$/i

const urlContext: Rule = (seen) => {
  const { entries } = toolsOf(seen)
  const tool = entries.findIndex((entry) => entry['urlContext'] !== undefined)
  if (tool < 0) return []
  const path = `tools[${tool}].urlContext`
  const addresses = addressesIn(seen.doc.turns)
  if (addresses.length === 0) {
    const rest = onlyTools(toolsOf(seen), (name) => name !== 'urlContext')
    return [
      {
        severity: 'warning',
        path,
        says: 'The prompt contains no URL, so there is nothing to read.',
        fix: {
          title: 'remove URL context',
          change: rest.length > 0 ? withTools(seen, rest) : without(seen, 'tools'),
        },
      },
    ]
  }
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

export const toolRules: readonly Rule[] = [
  functionsWithBuiltIns,
  jsonWithTools,
  declarations,
  allowedNames,
  urlContext,
]
