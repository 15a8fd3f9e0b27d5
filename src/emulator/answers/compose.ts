import type { Ask } from '../ask.ts'

/** The Markdown that answers a request. `variant` is the candidate's index. */
export async function compose(ask: Ask, variant: number): Promise<string> {
  return `This is the demo, not a language model (${variant + 1}). You wrote: “${ask.prompt}”`
}
