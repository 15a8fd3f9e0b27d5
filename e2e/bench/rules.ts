/** What all rules cost with every key that is pressed, beside printing the request's texts once. */
import { factsOf } from '../../src/request/capabilities.ts'
import { check } from '../../src/request/checks/check.ts'
import { median } from './measure.ts'
import type { RequestDoc } from '../../src/request/doc.ts'
import type { BenchTable } from './run.ts'

const rounds = 41
const megabyte = 'Compare full jitter and equal jitter. '.repeat(27_595)

const settings: RequestDoc['settings'] = {
  model: 'gemini-3.6-flash',
  systemInstruction: '',
  generationConfig: { temperature: 0.4, topK: 5, logprobs: 2, presencePenalty: 1, candidateCount: 2 },
  safety: {},
  stream: true,
}

const single: RequestDoc = {
  v: 2,
  settings,
  turns: [{ role: 'user', parts: [{ text: megabyte }] }],
}
const conversation: RequestDoc = {
  v: 2,
  settings,
  turns: Array.from({ length: 2000 }, (_, at) => ({
    role: at % 2 ? ('model' as const) : ('user' as const),
    parts: [{ text: megabyte.slice(at * 524, (at + 1) * 524) }],
  })),
}

/** Microseconds of one call, the median of many rounds. */
function cost(work: () => unknown, calls: number): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    for (let call = 0; call < calls; call++) work()
    return ((performance.now() - start) * 1000) / calls
  })
  return median(times)
}

/** `npm run bench rules` */
export function rulesBench(): Promise<BenchTable> {
  const facts = factsOf(undefined, settings.model)
  const row = (name: string, doc: RequestDoc) => {
    const found = check(doc, facts).length
    const rules = cost(() => check(doc, facts), 100)
    const print = cost(() => JSON.stringify(doc), 5)
    return {
      request: name,
      findings: found,
      'all rules, µs': rules.toFixed(1),
      'JSON.stringify, µs': print.toFixed(0),
      ratio: (rules / print).toFixed(3),
    }
  }
  return Promise.resolve({
    title: 'All rules on a request of 1 MB of text',
    rows: [row('one prompt', single), row('2,000 turns', conversation)],
    notes: [
      'A key in Chat runs none of them: its document is printed anew when a turn, a picture or a setting changes.',
    ],
  })
}
