/** Content that was cached beforehand. */
import { refuses, severityOf, without } from './fixes.ts'
import type { Rule } from './finding.ts'

const NAME = 'cachedContent'

const shown: Readonly<Record<string, string>> = {
  systemInstruction: 'a system instruction',
  tools: 'tools',
  toolConfig: 'toolConfig',
}

/**
 * Observed: `CachedContent can not be used with GenerateContent request setting system_instruction, tools or tool_config.`;
 * documented: not on Gemini 4. Of which model it is and whether it has expired only the server knows.
 */
const cachedContent: Rule = (seen) => {
  const { body, facts } = seen
  if (body[NAME] === undefined) return []
  const fix = { title: 'remove Cached content', change: without(seen, NAME) }
  const severity = severityOf(facts.cachedContent, facts)
  if (severity)
    return [
      {
        severity,
        path: NAME,
        says: `${facts.id} ${refuses(severity)} cached content: from Gemini 4 on, prompts are cached automatically.`,
        fix,
      },
    ]
  const beside = Object.keys(shown).filter((name) => body[name] !== undefined)
  if (beside.length === 0) return []
  return [
    {
      severity: 'error',
      path: NAME,
      says: `It cannot be combined with ${beside.map((name) => shown[name]).join(', ')}: put these into the cached content.`,
      fix,
    },
  ]
}

export const cacheRules: readonly Rule[] = [cachedContent]
