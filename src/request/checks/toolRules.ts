/** Tools: which go together, and which functions may be called. */
import { FUNCTION_NAME, MOST_FUNCTIONS } from '../functions/declaration.ts'
import { getAt, standsInExtra } from '../settings/path.ts'
import { byId, refuses, set, several, severityOf, withValue, without } from './fixes.ts'
import { listOf } from './seen.ts'
import { ALLOWED, FLAG, FUNCTIONS, MODE, onlyTools, toolsIn, withTools, withoutTools } from './seenTools.ts'
import type { Finding, Rule } from './finding.ts'
import type { Json } from '../json.ts'

const list = (names: readonly string[]) => names.join(', ')

/**
 * Observed: `Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.`;
 * before Gemini 3 `Tool use with function calling is unsupported`.
 */
const functionsWithBuiltIns: Rule = (seen) => {
  const { facts } = seen
  const tools = toolsIn(seen)
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
            // Beside the tools that it is about.
            standsInExtra(seen.doc.settings, 'tools')
              ? set(`extra.${FLAG}`, true)
              : withValue(seen, FLAG, true),
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
  const { entries, mode, declared, flag } = toolsIn(seen)
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

const isName = (name: unknown) => typeof name === 'string' && FUNCTION_NAME.test(name)

const declarations: Rule = (seen) => {
  const { declared, entries } = toolsIn(seen)
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
  const { mode, declared, flag } = toolsIn(seen)
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

export const toolRules: readonly Rule[] = [functionsWithBuiltIns, jsonWithTools, declarations, allowedNames]
