import type { Ask } from '../ask.ts'
import { answer } from '../generate.ts'
import type { Plan } from '../plan.ts'
import { answerBlocked, cutOff, empty, promptBlocked, recitation, thinkingBudget } from './blocked.ts'
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
import { codeExecution, functionCalls, thoughts, unknown } from './parts.ts'
import { citations, grounded } from './sources.ts'
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
  'demo-citations': citations,
  'demo-image': image,
  'demo-audio': audio,
  'demo-speech': audio,
  'demo-candidates': withConfig({ candidateCount: 3 }),
  'demo-logprobs': withConfig({ responseLogprobs: true, logprobs: 3 }),
  'demo-long': long,
  'demo-huge-event': hugeEvent,
  'demo-hostile': hostile,
}

const answersTool = (ask: Ask) =>
  ask.request.contents.at(-1)?.parts?.some((part) => part.functionResponse) ?? false

function callsFor(ask: Ask): Scenario | undefined {
  const { tools = [], toolConfig } = ask.request
  const { mode = 'AUTO', allowedFunctionNames: allowed } = toolConfig?.functionCallingConfig ?? {}
  if (answersTool(ask) || mode === 'NONE') return undefined
  const declared = tools
    .flatMap((tool) => tool.functionDeclarations ?? [])
    .filter(({ name }) => !allowed || allowed.includes(name ?? ''))
  if (declared.length > 0)
    return (one) => functionCalls(one, declared.slice(0, ask.traits.id === 'demo-function-call' ? 2 : 1))
  return ask.traits.id === 'demo-function-call' ? (one) => functionCalls(one) : undefined
}

/** What a request gets: by its model, else by its tools, else the ordinary answer. */
export function scenarioFor(ask: Ask): Scenario {
  const { id } = ask.traits
  const { tools = [] } = ask.request
  const special = byModel[id] ?? callsFor(ask)
  if (special) return special
  if (tools.some((tool) => tool.codeExecution)) return codeExecution
  if (tools.some((tool) => tool.googleSearch)) return grounded
  if (/-image/.test(id)) return image
  return /-tts/.test(id) ? audio : answer
}
