import type { OwnFunction } from '../../request/functions/declaration.ts'

/** Functions to begin with, and a prompt for which the demo calls them. */
export interface FunctionExample {
  title: string
  prompt: string
  functions: readonly OwnFunction[]
}

const text = (description: string) => ({ type: 'string', description })

export const examples: readonly FunctionExample[] = [
  {
    title: 'Weather',
    prompt: 'What is the weather in Oslo and Lisbon?',
    functions: [
      {
        declaration: {
          name: 'get_weather',
          description: 'The current weather of a city',
          parametersJsonSchema: {
            type: 'object',
            properties: {
              city: text('Name of the city'),
              unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
            },
            required: ['city'],
          },
        },
      },
    ],
  },
  {
    title: 'Order',
    prompt: 'Change order A-1024 to two lamps and quote the new price.',
    functions: [
      {
        declaration: {
          name: 'change_order',
          description: 'Changes the items of an order',
          parametersJsonSchema: {
            type: 'object',
            properties: {
              order: text('Number of the order'),
              item: text('What is ordered'),
              quantity: { type: 'integer', minimum: 1 },
            },
            required: ['order', 'item', 'quantity'],
          },
        },
      },
      {
        declaration: {
          name: 'quote_price',
          description: 'Quotes the price of an order',
          parametersJsonSchema: {
            type: 'object',
            properties: { order: text('Number of the order') },
            required: ['order'],
          },
        },
      },
    ],
  },
  {
    title: 'Calculator',
    prompt: 'Calculate 17 divided by 0.',
    functions: [
      {
        declaration: {
          name: 'calculate',
          description: 'Calculates an arithmetic expression',
          parametersJsonSchema: {
            type: 'object',
            properties: { expression: text('As in 12 * (3 + 4)') },
            required: ['expression'],
          },
        },
      },
    ],
  },
]
