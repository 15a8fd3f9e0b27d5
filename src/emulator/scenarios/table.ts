import type { Ask } from '../ask.ts'
import { answer } from '../generate.ts'
import type { Plan } from '../plan.ts'
import { applySafety } from '../safety.ts'
import { progressOf } from '../progress.ts'
import { callsIn } from '../skills/calls.ts'
import {
  answerBlocked,
  blockAnswer,
  blockPrompt,
  cutOff,
  empty,
  promptBlocked,
  recitation,
  refuse,
  thinkingBudget,
} from './blocked.ts'
import {
  badJson,
  dailyQuota,
  dropped,
  html,
  isOverloaded,
  noFinish,
  rateLimited,
  silent,
  slow,
  streamError,
} from './faults.ts'
import { audio, hugeEvent, image } from './media.ts'
import { codeExecution } from './code.ts'
import { continuation } from './continuation.ts'
import { pagesRead, placesFound } from './readers.ts'
import { functionCalls, thoughts, unknown } from './parts.ts'
import { citations, grounded, oddSupports } from './sources.ts'
import { declaredIn, toolLoop } from './toolLoop.ts'
import { cutJson, notJson, notValid, tooManyStates } from './structured.ts'
import { hostile, long } from './texts.ts'

type Scenario = (ask: Ask) => Promise<Plan | Response>

/** An answer with a setting that the reader need not touch. */
const withConfig =
  (config: Ask['config']): Scenario =>
  (ask) =>
    answer({ ...ask, config: { ...config, ...ask.config } })

const byModel: Record<string, Scenario> = {
  'demo-slow': slow,
  'demo-rate-limited': rateLimited,
  'demo-daily-quota': dailyQuota,
  'demo-overloaded': isOverloaded,
  'demo-prompt-blocked': promptBlocked,
  'demo-answer-blocked': answerBlocked,
  'demo-recitation': recitation,
  'demo-cut-off': cutOff,
  'demo-thinking-budget': thinkingBudget,
  'demo-empty': empty,
  'demo-stream-error': streamError,
  'demo-dropped': dropped,
  'demo-no-finish': noFinish,
  'demo-silent': silent,
  'demo-bad-json': badJson,
  'demo-html': html,
  'demo-unknown': unknown,
  'demo-thoughts': thoughts,
  'demo-code-execution': codeExecution,
  'demo-grounded': grounded,
  'demo-odd-supports': oddSupports,
  'demo-citations': citations,
  'demo-candidates': withConfig({ candidateCount: 3 }),
  'demo-logprobs': withConfig({ responseLogprobs: true, logprobs: 3 }),
  'demo-long': long,
  'demo-continuation': continuation,
  'demo-huge-event': hugeEvent,
  'demo-hostile': hostile,
  'demo-not-valid': notValid,
  'demo-not-json': notJson,
  'demo-cut-json': cutJson,
  'demo-too-many-states': tooManyStates,
  'demo-tool-loop': toolLoop,
}

/** The calls that the prompt asks for, those that waited for a result of others after it; else the answer in words. */
function callsFor(ask: Ask): Scenario | undefined {
  const { contents, toolConfig } = ask.request
  const { mode = 'AUTO', allowedFunctionNames: allowed } = toolConfig?.functionCallingConfig ?? {}
  if (mode === 'NONE') return undefined
  const { prompt, steps, ...known } = progressOf(contents)
  const declared = declaredIn(ask.request).filter(({ name }) => !allowed || allowed.includes(name ?? ''))
  const isExample = ask.traits.id === 'demo-function-call' && steps === 0
  const calls = callsIn(prompt, declared, mode === 'ANY' || isExample, known)
  if (calls.length > 0) return (one) => functionCalls(one, calls)
  return isExample ? (one) => functionCalls(one) : undefined
}

/** What a request gets: a state as its model says; else what the filter says, a picture, calls, or the ordinary answer. */
export function scenarioFor(ask: Ask): Scenario {
  const { id } = ask.traits
  const { tools = [] } = ask.request
  const media = /-image/.test(id) ? image : /-(?:tts|speech|audio)/.test(id) ? audio : undefined
  // States end as they are meant to, whatever is asked.
  const state = media ? undefined : byModel[id]
  if (state) return state
  const verdict = applySafety(ask)
  switch (verdict.outcome) {
    case 'prompt blocked':
      return async () => blockPrompt(ask, verdict.ratings)
    case 'answer blocked':
      return async () => blockAnswer(ask, verdict.ratings)
    case 'refused':
      return async () => refuse(ask, verdict.ratings, verdict.care)
    case 'answered': {
      const special = media ?? callsFor(ask)
      if (special) return special
      if (tools.some((tool) => tool.codeExecution)) return codeExecution
      if (tools.some((tool) => tool.urlContext) && /https?:\/\//.test(ask.prompt)) return pagesRead
      if (tools.some((tool) => tool.googleSearch)) return grounded
      if (tools.some((tool) => tool.googleMaps)) return placesFound
      return () => answer(ask, verdict.ratings.length > 0 ? { safetyRatings: verdict.ratings } : {})
    }
  }
}
