/** A model that calls functions five times before it answers, in its second step two at once. */
import type { Ask, FunctionDeclaration, GenerateRequest } from '../ask.ts'
import { answer } from '../generate.ts'
import type { Plan } from '../plan.ts'
import { progressOf } from '../progress.ts'
import type { Progress } from '../progress.ts'
import { argsFor } from '../skills/calls.ts'
import type { Call } from '../skills/calls.ts'
import { functionCalls } from './parts.ts'

/** The functions of a request, of all its tools. */
export const declaredIn = ({ tools = [] }: Pick<GenerateRequest, 'tools'>): FunctionDeclaration[] =>
  tools.flatMap((tool) => tool.functionDeclarations ?? [])

/** What is called where nothing is declared. */
const booking = { booking: 'LIS-20417' }
const steps: readonly (readonly Call[])[] = [
  [{ name: 'find_bookings', args: { customer: 'Lena Brandt' } }],
  [
    { name: 'get_refund', args: { ...booking, on: '2026-11-26' } },
    { name: 'quote_change', args: { ...booking, depart: '2027-06-19', travellers: 2 } },
  ],
  [{ name: 'hold_seats', args: { ...booking, travellers: 2 } }],
  [{ name: 'change_booking', args: { ...booking, depart: '2027-06-19' } }],
  [{ name: 'close_ticket', args: { ticket: 48213 } }],
]

/** Where functions are declared they take turns, from the first one on. */
function callsOf(
  declared: readonly FunctionDeclaration[],
  { prompt, results, steps: done }: Progress,
): Call[] {
  const script = steps[done] ?? []
  if (declared.length === 0) return [...script]
  const before = steps.slice(0, done).flat().length
  return script.map((_, at) => {
    const one = declared[(before + at) % declared.length]!
    return { name: one.name ?? 'call', args: argsFor(prompt, one, results).args }
  })
}

/** One step of it: how many came before is told by the request. */
export async function toolLoop(ask: Ask): Promise<Plan> {
  const progress = progressOf(ask.request.contents)
  return progress.steps < steps.length
    ? functionCalls(ask, callsOf(declaredIn(ask.request), progress))
    : answer(ask)
}
