import type { Outcome } from '../../gemini/reply.ts'
import type { Advice, Known, Labelled, Span } from '../advice.ts'
import { continuationOf, hopOf } from '../../runs/hops.ts'
import { factsOf } from '../../request/capabilities.ts'
import { inForce, outputLimit } from '../../request/settings/path.ts'
import { read } from '../../runs/read.ts'
import { modelOf, settingsOf } from '../../runs/run.ts'
import type { SettingPath } from '../../request/settings/table.ts'
import type { Run } from '../../runs/run.ts'
import { blockedAdvice } from './blocked.ts'
import { runAgain } from './failures.ts'
import { figure, seconds } from './figures.ts'

type Ended = Pick<Advice, 'tone' | 'title' | 'body' | 'actions'> & Partial<Pick<Advice, 'words' | 'spent'>>

/** How much arrived: the server's count where it gave one, else characters. */
function arrived(run: Run, index: number): Span[] {
  const tokens = read(run).reply.usageMetadata?.candidatesTokenCount
  if (tokens) return [{ strong: figure(tokens) }, tokens === 1 ? ' token' : ' tokens']
  const candidate = read(run).reply.candidates.find((one) => one.index === index)
  const length = (candidate?.parts ?? []).reduce(
    (sum, part) => sum + (part.thought ? 0 : (part.text ?? '').length),
    0,
  )
  return length > 0 ? [{ strong: figure(length) }, ' characters'] : []
}

function plain(spans: Span[]): string {
  return spans
    .map((span) => (typeof span === 'string' ? span : 'mono' in span ? span.mono : span.strong))
    .join('')
}

/** A second way out, where something arrived to go on from: a message of its own asks for the rest. */
function askForRest(much: boolean, index: number, { continues }: Known): Labelled[] {
  return much && continues
    ? [{ label: 'Ask for the rest', action: { kind: 'ask-for-rest', candidate: index } }]
    : []
}

function stopped(run: Run, index: number, known: Known): Ended {
  const much = plain(arrived(run, index))
  return {
    tone: 'plain',
    title: much ? `Stopped by you after ${much}` : 'Stopped by you before the answer began',
    body: [much ? 'What arrived is kept. The server may bill what it had already made.' : 'Nothing arrived.'],
    actions: [runAgain, ...askForRest(much !== '', index, known)],
  }
}

function interrupted(run: Run, index: number, known: Known): Ended {
  const much = arrived(run, index)
  const { beats, failure, figures } = read(run)
  const last = beats.at(-1)
  const silent = (figures.total ?? 0) - (last?.at ?? 0)
  const body: Span[] = []
  if (last && silent >= 600) body.push(`Silent for ${seconds(silent)}, then over. `)
  if (much.length) body.push('The ', ...much, ' that arrived are kept, but the answer is not whole. ')
  else body.push('No answer arrived. ')
  body.push('Run it again.')
  // What the page found out by itself is no word of the server.
  if (failure?.message) body.push(` ${failure.message}`)
  return {
    tone: 'fail',
    title: `Interrupted: ${interruption(run)}`,
    body,
    actions: [runAgain, ...askForRest(much.length > 0, index, known)],
  }
}

function interruption(run: Run): string {
  const { failure } = read(run)
  const { chunks } = run
  if (failure?.reason === 'DAMAGED') return 'a part of the kept answer can no longer be read'
  if (failure?.reason === 'RELOADED') return 'the page was closed or reloaded while it ran'
  if (failure?.diagnosis === 'offline') return 'this device went offline'
  if (failure && chunks.length === 0) return 'no answer began'
  return failure ? 'the stream fell silent or was cut' : 'the connection closed before a finish reason'
}

/** The next power of two that leaves room for as much again. */
export function raised(limit: number, most = Infinity): number | null {
  const to = Math.min(2 ** Math.ceil(Math.log2(Math.max(limit * 2, 256))), most)
  return to > limit ? to : null
}

/** The limit that was hit, and a higher one to try. Nothing sent leaves a default that may be below the model's own. */
function limits(run: Run, known: Known, used: number): { limit: number | undefined; to: number | null } {
  const sent = outputLimit(settingsOf(run))
  const own = known.outputTokenLimit
  if (sent !== undefined) return { limit: sent, to: raised(sent, own) }
  if (own === undefined) return { limit: undefined, to: raised(Math.max(used, 4096)) }
  return used < own ? { limit: undefined, to: own } : { limit: own, to: null }
}

/** Documented for Gemini 4: an answer that is longer than one request holds goes on in the next. */
function unfinished(run: Run, state: 'cut off' | 'no answer'): Ended {
  const hop = hopOf(run)
  const next = continuationOf(run)
  return {
    tone: 'plain',
    title:
      state === 'cut off'
        ? `Cut off: request ${hop} is full, and the answer goes on in the next`
        : 'No answer yet: the model is still thinking, and goes on in the next request',
    body: next
      ? [
          'Continue sends the same request again, and the answer goes on where it stopped. What is sent again is billed again.',
        ]
      : ['The server gave no token to go on with. Run it again.'],
    actions: next ? [] : [runAgain],
    words: ['finishReason CONTINUATION'],
  }
}

/** The next less of what the model was told to think, where there is less. */
function thinkLess(run: Run): Labelled[] {
  const { thinking } = factsOf(undefined, modelOf(run))
  const settings = settingsOf(run)
  const setTo = (path: SettingPath) => settings && (inForce(settings, path) ?? null)
  const thinkingBudget = setTo('generationConfig.thinkingConfig.thinkingBudget')
  if (thinking.level === 'yes' && thinkingBudget === null) {
    const sent = setTo('generationConfig.thinkingConfig.thinkingLevel') ?? thinking.usualLevel
    const now = thinking.levels.findIndex((level) => level === sent)
    const level = thinking.levels[now - 1]
    return level ? [{ label: `Set Thinking level to ${level}`, action: { kind: 'think-less', level } }] : []
  }
  if (thinking.budget !== 'yes') return []
  const budget = thinking.off ? 0 : thinking.least
  if (thinkingBudget === budget) return []
  const label = budget === 0 ? 'Turn thinking off' : `Set Thinking budget to ${figure(budget)}`
  return [{ label, action: { kind: 'think-less', budget } }]
}

function outOfTokens(run: Run, known: Known, state: 'cut off' | 'no answer'): Ended {
  const { thoughtsTokenCount: thoughts = 0, candidatesTokenCount: out = 0 } =
    read(run).reply.usageMetadata ?? {}
  const { limit, to } = limits(run, known, thoughts + out)
  const show: Labelled = {
    label: 'Show the setting',
    action: { kind: 'show-setting', name: 'Max output tokens' },
  }
  const raise: Labelled[] =
    to === null
      ? []
      : [{ label: `Set Max output tokens to ${figure(to)}`, action: { kind: 'raise-limit', to } }]
  const less = thoughts > 0 ? thinkLess(run) : []
  const actions = [...raise, ...less, ...(less.length > 0 && raise.length > 0 ? [] : [show])]
  const ofLimit = (count: number): Span => ({
    strong: limit === undefined ? figure(count) : `${figure(count)} of ${figure(limit)}`,
  })
  const body: Span[] = []
  const goesOn = continuationOf(run)?.spent === true
  if (thoughts > 0) body.push(ofLimit(thoughts), ' output tokens went to thinking. ')
  else if (out > 0) body.push(ofLimit(out), ' output tokens arrived. ')
  if (goesOn)
    body.push(
      'The limit is for all requests of an answer together. To go on, the next one has to have a higher limit.',
    )
  else if (to === null) body.push('The limit is this model’s own. Ask for less, or in parts.')
  else body.push(`Raise the limit, or ${less.length > 0 ? 'let the model think less' : 'ask for less'}.`)
  const title =
    state === 'cut off'
      ? 'Cut off: the output limit was reached'
      : thoughts > 0
        ? 'No answer: thinking used the whole output limit'
        : 'No answer: the output limit was reached before the first token'
  return {
    tone: 'caution',
    title,
    body,
    actions,
    words: ['finishReason MAX_TOKENS'],
    ...(thoughts > 0 && limit !== undefined && { spent: { thoughts, limit } }),
  }
}

function noAnswer(run: Run, reason: string | undefined): Ended {
  const { thoughtsTokenCount: thoughts = 0 } = read(run).reply.usageMetadata ?? {}
  return {
    tone: 'caution',
    title: 'No answer: the model ended without writing anything',
    body: [
      thoughts > 0 ? `It spent ${figure(thoughts)} tokens on thoughts. ` : '',
      'Run it again, or say in the prompt what you expect back.',
    ],
    actions: [runAgain],
    words: reason ? [`finishReason ${reason}`] : [],
  }
}

/** Finish reasons that mean that generation went wrong: what happened, what to do. Others are shown as they came. */
const failedReasons: Record<string, [what: string, todo: string]> = {
  MALFORMED_FUNCTION_CALL: [
    'the model wrote a function call that cannot be read',
    'Run it again, or simplify the declaration.',
  ],
  UNEXPECTED_TOOL_CALL: [
    'the model called a tool that was not offered',
    'Offer the tool, or tell the model to answer without tools.',
  ],
  TOO_MANY_TOOL_CALLS: ['the model called tools too many times in a row', 'Ask for less at once.'],
  MISSING_THOUGHT_SIGNATURE: [
    'a thought signature of an earlier answer is missing',
    'Answers have to go back as they came: restore the turn as it was, or ask again.',
  ],
  MALFORMED_RESPONSE: ['the model wrote an answer that cannot be read', 'Run it again.'],
  ESCALATION: ['the request was passed on to a check and not answered', 'Change the prompt, then run again.'],
  NO_IMAGE: ['the model made no image', 'Say in the prompt that you want an image, and of what.'],
  OTHER: ['the model stopped for a reason it does not name', 'Run it again, or change the prompt.'],
}

function failedReason(run: Run, index: number, reason: string): Ended {
  const [what, todo] = failedReasons[reason] ?? [
    'the model stopped for a reason unknown here',
    'Run it again.',
  ]
  const message = read(run).reply.candidates.find((one) => one.index === index)?.finishMessage
  return {
    tone: 'fail',
    title: `Failed: ${what}`,
    body: [{ mono: reason }, `. ${todo}`],
    actions: [runAgain],
    words: [`finishReason ${reason}`, ...(message ? [message] : [])],
  }
}

function ended(run: Run, index: number, state: Exclude<Outcome, 'complete'>, known: Known): Ended {
  const reason = read(run).reply.candidates.find((one) => one.index === index)?.finishReason
  switch (state) {
    case 'stopped':
      return stopped(run, index, known)
    case 'interrupted':
      return interrupted(run, index, known)
    case 'cut off':
      return reason === 'CONTINUATION' ? unfinished(run, state) : outOfTokens(run, known, state)
    case 'no answer':
      if (reason === 'CONTINUATION') return unfinished(run, state)
      return reason === 'MAX_TOKENS' ? outOfTokens(run, known, state) : noAnswer(run, reason)
    case 'blocked':
      return blockedAdvice(run, index)
    case 'failed':
      return failedReason(run, index, reason ?? 'FINISH_REASON_UNSPECIFIED')
  }
}

/** What to tell about a run that ended without an error, yet not plainly. */
export function adviseEnding(
  run: Run,
  index: number,
  state: Exclude<Outcome, 'complete'>,
  known: Known,
): Advice {
  return { state, links: [], words: [], ...ended(run, index, state, known) }
}
