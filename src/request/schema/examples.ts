import type { Json } from '../json.ts'

const text = (description?: string): Json => ({ type: 'string', ...(description && { description }) })
const number = (description?: string): Json => ({ type: 'number', ...(description && { description }) })

/** Fields in one order; all of them are asked for unless said. */
function object(properties: Json, optional: readonly string[] = []): Json {
  const names = Object.keys(properties)
  return {
    type: 'object',
    properties,
    required: names.filter((name) => !optional.includes(name)),
    propertyOrdering: names,
  }
}

/** Schemas to begin with, by the words they are offered under. */
export const examples: Readonly<Record<string, Json>> = {
  'Invoice with lines': object({
    number: text('As printed, with dashes and letters'),
    issued: { type: 'string', description: 'ISO date', format: 'date' },
    currency: { type: 'string', enum: ['EUR', 'GBP', 'CHF', 'USD'] },
    supplier: {
      ...object({ name: text(), vat_id: text('Country code first, no spaces') }, ['vat_id']),
      description: 'Who sent it',
    },
    lines: {
      type: 'array',
      description: 'One a position',
      items: object({ text: text(), quantity: number(), net: number('Without tax') }),
    },
    total: number('With tax, two decimals'),
  }),
  'Support ticket': object(
    {
      subject: text('At most eight words'),
      topic: { type: 'string', enum: ['billing', 'delivery', 'account', 'product', 'other'] },
      urgency: { type: 'integer', description: '1 can wait, 3 is today' },
      customer: text('Name as written'),
      asks: { type: 'array', description: 'What is to be done, one sentence each', items: text() },
    },
    ['customer'],
  ),
  'People and places': object({
    people: { type: 'array', items: object({ name: text(), role: text() }, ['role']) },
    places: { type: 'array', items: text() },
    dates: { type: 'array', items: { type: 'string', format: 'date' } },
  }),
  'Review of a text': object({
    verdict: { type: 'string', enum: ['good', 'mixed', 'poor'] },
    summary: text('One sentence'),
    remarks: {
      type: 'array',
      items: object({
        quote: text('Word for word'),
        remark: text(),
        severity: { type: 'string', enum: ['minor', 'major'] },
      }),
    },
  }),
}
