import { MOST_FUNCTIONS } from '../../request/functions/declaration.ts'
import type { CallFault, HandlerKind } from '../../request/functions/declaration.ts'

const times = (count: number) => (count === 1 ? 'once' : `${count.toLocaleString('en')} times`)

/** What the Functions dialog says. */
export const words = {
  teach: 'The model asks for a call; you or a handler answer it, and the result goes back.',
  begin: 'Add one, choose an example, or paste a list below.',
  paste: 'The whole list as JSON. Lists of OpenAI, Anthropic, MCP and OpenAPI operations are read too.',
  folded: 'the whole list as JSON; paste OpenAPI, OpenAI, Anthropic or MCP here',
  count: (count: number) => `${count} ${count === 1 ? 'function' : 'functions'}`,
  name: 'Start with a letter or _, then letters, digits and _ . : - (at most 128 characters).',
  twice: (name: string) => `Another function is called ${name}.`,
  notObject: 'Parameters must be a JSON object: { "type": "object", "properties": { … } }.',
  inForce: 'The previous value still applies.',
  try: (prompt: string) => `Try: ${prompt}`,
  losing: 'What cannot be read does not apply and will be lost. Fix it, or press again to discard it.',
  read: (count: number, source: string) =>
    `${count} ${count === 1 ? 'function' : 'functions'} read (${source} format).`,
  kept: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} was already there and stays as it is.`
      : `${names.join(' and ')} were already there and stay as they are.`,
  tooMany: (count: number) => `There are ${count} functions; the API takes at most ${MOST_FUNCTIONS}.`,
  acts: 'Asks even in Run loop',
  unread: 'This JavaScript came with a file. It is off until you have read and allowed it.',
} as const

/** Of the text that answers a call. */
export const handlerWords: Readonly<Record<HandlerKind, string>> = {
  fixed: 'JSON that goes back for every call.',
  table:
    'The first row that fits answers; without one you are asked. * fits any run of characters, a key that is not named fits anything.',
  javascript:
    'The body of an async function of args and call, the call’s number; return the result. No network, 2 seconds at most; the clock stands still.',
}

/** What a chosen fault does to the next result. */
export const faultWords: Readonly<Record<CallFault | 'none', string>> = {
  none: 'The result goes back unchanged.',
  error: 'An error goes back in place of the result.',
  slow: 'The result goes back some seconds late.',
  empty: 'An empty object goes back in place of the result.',
  'wrong type': 'The result goes back as text where the API wants an object.',
  'missing response': 'Nothing goes back for this call.',
  'missing signature': 'The call goes back without its thought signature.',
}

/** How often the rows of a table have answered, counted from 1. */
export function hitsInWords(hits: readonly number[]): string {
  const hit = hits.flatMap((count, at) => (count > 0 ? [`row ${at + 1} ${times(count)}`] : []))
  return hit.length > 0 ? `In this tab: ${hit.join(', ')}.` : 'No row has answered in this tab yet.'
}
