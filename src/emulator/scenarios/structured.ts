/** Answers that were asked for as JSON and are not what was asked for. */
import type { Ask } from '../ask.ts'
import { compose } from '../compose.ts'
import { invalid } from '../errors.ts'
import { formatOf } from '../format.ts'
import type { Plan } from '../plan.ts'
import { Speaker } from '../speak.ts'

/** Words that nobody asked for as JSON come as they are. */
async function said(ask: Ask, change: (text: string) => string, reason = 'STOP'): Promise<Plan> {
  const speaker = new Speaker(ask)
  const { text } = await compose(ask)
  const isJson = formatOf(ask.config).type === 'application/json'
  return [
    { wait: 200 },
    ...speaker.say(isJson ? change(text(0)) : text(0)),
    speaker.finish(isJson ? reason : 'STOP'),
  ]
}

/** The first number of a JSON text as a string: it is JSON still, and fits no schema that asks for a number. */
export const notValid = (ask: Ask): Promise<Plan> =>
  said(ask, (text) =>
    text.replace(
      /: (-?\d+)(?:\.(\d+))?(?=[\s,}\]])/,
      (_, whole: string, part = '00') => `: "${whole},${part}"`,
    ),
  )

/** Friendly words and a fence around the JSON, as a model writes that nobody held to the format. */
export const notJson = (ask: Ask): Promise<Plan> =>
  said(ask, (text) => `Here it is:\n\n\`\`\`json\n${text}\n\`\`\`\n`)

/** Ends for want of tokens inside a string. */
export const cutJson = (ask: Ask): Promise<Plan> =>
  said(
    ask,
    (text) => text.slice(0, Math.max(text.lastIndexOf('"', text.lastIndexOf('"') - 1) + 3, 8)),
    'MAX_TOKENS',
  )

/** What the API says of a schema that is too complex for it. */
export async function tooManyStates(): Promise<Plan> {
  throw invalid('The specified schema produces a constraint that has too many states for serving.')
}
