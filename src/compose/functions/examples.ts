import type { OwnFunction } from '../../request/functions/declaration.ts'
import { printTable } from '../../request/functions/handlers.ts'

/** Functions to begin with, and a prompt for which the demo calls them. */
export interface FunctionExample {
  title: string
  prompt: string
  functions: readonly OwnFunction[]
}

const text = (description: string) => ({ type: 'string', description })
const date = { type: 'string', format: 'date' }

const weather: OwnFunction = {
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
  handler: 'table',
  handlers: {
    table: printTable([
      { args: { city: 'Oslo*', unit: 'fahrenheit' }, result: { temperature: 37, sky: 'snow' } },
      { args: { city: 'Oslo*' }, result: { temperature: 3, sky: 'snow' } },
      { args: { city: 'Lisbon*' }, result: { temperature: 17, sky: 'clear' } },
      { args: '*', result: { error: 'unknown city' } },
    ]),
  },
}

const changeOrder: OwnFunction = {
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
  handler: 'javascript',
  handlers: {
    javascript: `if (args.quantity > 5) return { error: 'Only 5 are left.' }
return { order: args.order, items: [{ item: args.item, quantity: args.quantity }] }`,
  },
}

const quotePrice: OwnFunction = {
  declaration: {
    name: 'quote_price',
    description: 'Quotes the price of an order',
    parametersJsonSchema: {
      type: 'object',
      properties: { order: text('Number of the order') },
      required: ['order'],
    },
  },
  handler: 'fixed',
  handlers: { fixed: '{ "price": 89.9, "currency": "EUR" }' },
}

const calculate: OwnFunction = {
  declaration: {
    name: 'calculate',
    description: 'Calculates an arithmetic expression',
    parametersJsonSchema: {
      type: 'object',
      properties: { expression: text('Two numbers, as in 12 * 4') },
      required: ['expression'],
    },
  },
  handler: 'javascript',
  handlers: {
    javascript: `const [, a, sign, b] = /^\\s*(-?[\\d.]+)\\s*([-+*/])\\s*(-?[\\d.]+)\\s*$/.exec(args.expression) ?? []
if (!sign) return { error: 'Write two numbers with + - * or / between them.' }
if (sign === '/' && Number(b) === 0) return { error: 'Division by zero.' }
const [x, y] = [Number(a), Number(b)]
return { result: { '+': x + y, '-': x - y, '*': x * y, '/': x / y }[sign] }`,
  },
}

const findBookings: OwnFunction = {
  declaration: {
    name: 'find_bookings',
    description: 'Finds the bookings of a customer',
    parametersJsonSchema: {
      type: 'object',
      properties: { customer: text('Full name of the customer') },
      required: ['customer'],
    },
  },
  handler: 'javascript',
  handlers: {
    javascript: `const all = [
  { booking: 'LIS-20417', customer: 'Lena Fischer', seats: 2 },
  { booking: 'OPO-3311', customer: 'Jonas Berg', seats: 1 },
]
const bookings = all.filter(({ customer }) => customer === args.customer)
return bookings.length > 0 ? { bookings } : { error: 'no bookings' }`,
  },
}

const getRefund: OwnFunction = {
  declaration: {
    name: 'get_refund',
    description: 'What the customer gets back if this booking is cancelled on the given day',
    parametersJsonSchema: {
      type: 'object',
      properties: { booking: text('Like LIS-20417'), on: date },
      required: ['booking', 'on'],
    },
  },
  handler: 'table',
  handlers: {
    table: printTable([
      { args: { booking: 'LIS-20417' }, result: { refundable: true, amount: 412.5 } },
      { args: { booking: 'LIS-*' }, result: { refundable: true, amount: 180 } },
      { args: { booking: 'OPO-*' }, result: { refundable: false } },
      { args: '*', result: { error: 'unknown booking' } },
    ]),
  },
}

const quoteChange: OwnFunction = {
  declaration: {
    name: 'quote_change',
    description: 'Quotes the price of moving a booking to another day',
    parametersJsonSchema: {
      type: 'object',
      properties: { booking: text('Like LIS-20417'), to: date },
      required: ['booking', 'to'],
    },
  },
}

export const examples: readonly FunctionExample[] = [
  { title: 'Weather', prompt: 'What is the weather in Oslo and Lisbon?', functions: [weather] },
  {
    title: 'Order',
    prompt: 'Change the order: A-1024, item: lamp, quantity: 2. Then quote its price.',
    functions: [changeOrder, quotePrice],
  },
  { title: 'Calculator', prompt: 'Calculate the expression: 17 / 0', functions: [calculate] },
  {
    title: 'Travel bookings',
    prompt:
      'Customer Lena Fischer wants to cancel on 3 December 2026: find her bookings, the refund, and a quote for a change.',
    functions: [findBookings, getRefund, quoteChange],
  },
]
