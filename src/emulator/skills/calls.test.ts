import { describe, expect, it } from 'vitest'
import type { FunctionDeclaration, Schema } from '../ask.ts'
import { callsIn } from './calls.ts'

const declare = (
  name: string,
  description: string,
  properties: Record<string, Schema>,
  required = Object.keys(properties),
): FunctionDeclaration => ({
  name,
  description,
  parameters: { type: 'OBJECT', properties, required },
})
const text: Schema = { type: 'STRING' }
const integer: Schema = { type: 'INTEGER' }

const functions = [
  declare('get_weather', 'Current weather of a city', { city: text }),
  declare('set_light_values', 'Sets brightness and colour temperature of a room light', {
    brightness: integer,
    color_temp: { type: 'STRING', enum: ['daylight', 'cool', 'warm'] },
  }),
  declare(
    'schedule_meeting',
    'Schedules a meeting with attendees',
    {
      attendees: { type: 'ARRAY', items: text },
      date: { type: 'STRING', format: 'date' },
      time: text,
      topic: text,
    },
    ['date', 'time'],
  ),
  declare(
    'convert_currency',
    'Converts an amount of money',
    { amount: { type: 'NUMBER' }, from: text, to: text },
    ['amount'],
  ),
  declare('start_music', 'Plays music at a party', { bpm: integer, loud: { type: 'BOOLEAN' } }, ['loud']),
  declare(
    'send_email',
    'Sends an e-mail message',
    { to: { type: 'STRING', format: 'email' }, subject: text },
    ['to'],
  ),
]
const calls = (prompt: string, must = false) => callsIn(prompt, functions, must)

describe('function calls', () => {
  it.each<[string, string, object]>([
    ['Weather in Oslo', 'get_weather', { city: 'Oslo' }],
    ['What is the weather like in Lisbon today?', 'get_weather', { city: 'Lisbon' }],
    ['weather for New York', 'get_weather', { city: 'New York' }],
    ['Tell me the current weather of Paris.', 'get_weather', { city: 'Paris' }],
    ['Will the weather be good in Rome?', 'get_weather', { city: 'Rome' }],
    ['Set the light to warm, brightness 40', 'set_light_values', { brightness: 40, color_temp: 'warm' }],
    [
      'Turn the lights to daylight with brightness: 80',
      'set_light_values',
      { brightness: 80, color_temp: 'daylight' },
    ],
    ['brightness 10 and cool', 'set_light_values', { brightness: 10, color_temp: 'cool' }],
    ['Dim the room light, brightness is 5, warm', 'set_light_values', { brightness: 5, color_temp: 'warm' }],
    ['Schedule a meeting on 2026-12-01 at 14:00', 'schedule_meeting', { date: '2026-12-01', time: '14:00' }],
    [
      'schedule a meeting, topic: budget, on July 4, 2027 at 9:30',
      'schedule_meeting',
      { date: '2027-07-04', time: '9:30', topic: 'budget' },
    ],
    [
      'Please schedule the meeting for 3 March 2027, 10:15',
      'schedule_meeting',
      { date: '2027-03-03', time: '10:15' },
    ],
    ['Convert 100 dollars to euros', 'convert_currency', { amount: 100 }],
    [
      'convert the amount: 20, from: USD, to: EUR',
      'convert_currency',
      { amount: 20, from: 'USD', to: 'EUR' },
    ],
    ['How much money is $50? Convert it.', 'convert_currency', { amount: 50 }],
    ['Start loud music', 'start_music', { loud: true }],
    ['Play music, 120 bpm, not loud', 'start_music', { bpm: 120, loud: false }],
    ['music for the party!', 'start_music', { loud: false }],
    ['Send an email to ada@example.org', 'send_email', { to: 'ada@example.org' }],
    ['send e-mail to bo@x.org, subject: Lunch', 'send_email', { to: 'bo@x.org', subject: 'Lunch' }],
  ])('%s', (prompt, name, args) => {
    expect(calls(prompt)).toEqual([{ name, args }])
  })

  it('are one for each thing that is named', () => {
    expect(calls('Compare the weather in Oslo, Rome and New York')).toEqual(
      ['Oslo', 'Rome', 'New York'].map((city) => ({ name: 'get_weather', args: { city } })),
    )
  })

  it('are none where the prompt concerns no function, unless one must be called', () => {
    expect(calls('What is 2 + 2?')).toEqual([])
    expect(calls('Why is the sky blue?')).toEqual([])
    expect(calls('Why is the sky blue?', true)).toEqual([
      { name: 'get_weather', args: { city: 'not given' } },
    ])
  })
})
