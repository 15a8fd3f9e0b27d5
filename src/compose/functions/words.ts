import { MOST_FUNCTIONS } from '../../request/functions/declaration.ts'

/** What the Functions dialog says. */
export const words = {
  teach: 'The model asks for a call; you run the function and send back its result.',
  begin: 'Add one, choose an example, or paste a list below.',
  paste: 'The whole list as JSON. Lists of OpenAI, Anthropic, MCP and OpenAPI operations are read too.',
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
  tooMany: (count: number) => `These are ${count} functions; the API takes at most ${MOST_FUNCTIONS}.`,
} as const
