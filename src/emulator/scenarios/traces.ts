/** What tools of the API leave in an answer of what they did. */
import type { Ask } from '../ask.ts'
import type { Step } from '../plan.ts'
import { lowerAlphanumeric } from '../random.ts'
import { sign } from '../signature.ts'
import { boundTo } from '../signatureRules.ts'
import type { Speaker } from '../speak.ts'

/** One use of a tool: what it was asked, and what came of it. */
export interface Use {
  toolType: string
  args: object
  response: object
}

export const searched = (queries: readonly string[]): Use => ({
  toolType: 'GOOGLE_SEARCH_WEB',
  args: { queries },
  response: { search_suggestions: queries.join(', ') },
})

/** With `includeServerSideToolInvocations` each use is a call and a response, to be sent back as they are; else none is seen. */
export function traced(ask: Ask, speaker: Speaker, uses: readonly Use[]): Step[] {
  if (!ask.request.toolConfig?.includeServerSideToolInvocations) return []
  return uses.flatMap(({ toolType, args, response }, index): Step[] => {
    const id = ask.chance.word(8, lowerAlphanumeric)
    const thoughtSignature = sign(`${ask.responseId}/tool${index}`, 300, boundTo(id, toolType))
    return [
      { wait: 200 },
      speaker.chunk([{ toolCall: { toolType, id, args }, thoughtSignature }]),
      { wait: 300 },
      speaker.chunk([{ toolResponse: { toolType, id, response }, thoughtSignature }]),
    ]
  })
}
