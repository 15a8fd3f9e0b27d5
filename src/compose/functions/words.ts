/** What the Functions dialog says. */
export const words = {
  teach: 'A function is yours to run: the model asks for a call, you send its result back.',
  begin: 'Add one, choose an example, or paste a list below.',
  paste: 'The whole list as JSON. Lists of OpenAI, Anthropic, MCP and OpenAPI operations are read too.',
  name: 'A letter or underscore first, then letters, digits and _ . : - ; at most 128.',
  twice: (name: string) => `Another function is called ${name}.`,
  notObject: 'Parameters are a JSON object: { "type": "object", "properties": { … } }.',
  notJson: (why: string) => `This is not JSON: ${why}.`,
  inForce: 'What stood there before stays in force.',
  try: (prompt: string) => `Try: ${prompt}`,
  losing: 'What cannot be read is not in force and will be lost. Mend it, or close once more.',
  read: (count: number, source: string) =>
    `${count} ${count === 1 ? 'function' : 'functions'} read, as ${source} writes them.`,
} as const
