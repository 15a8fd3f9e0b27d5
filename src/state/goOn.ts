/** How an answer goes on in another request: what is sent again, with which token. */
import { continuationOf } from '../runs/hops.ts'
import { settingsOf } from '../runs/run.ts'
import { placeOf, withSetting } from '../request/settings/path.ts'
import { rebuild } from './rebuild.ts'
import type { GenerateContentRequest } from '../gemini/types.ts'
import type { RequestDoc } from '../request/doc.ts'
import type { Settings } from '../request/settings/table.ts'
import type { Asked, Run } from '../runs/run.ts'
import type { Over } from '../runs/start.ts'

export interface GoingOn {
  doc: RequestDoc
  /** The same as a run keeps it. */
  asked: Asked
  from: Run
  continuationToken: string
  /** Nobody else may have the token. */
  over: Over
}

const LIMIT = 'generationConfig.maxOutputTokens'

const raised = (settings: Settings, limit: number): Settings =>
  withSetting(settings, placeOf(settings, LIMIT), limit)

function withLimit(asked: Asked, limit: number | undefined): Asked {
  if (limit === undefined || asked.kind === 'unknown') return asked
  return asked.kind === 'doc'
    ? { ...asked, doc: { ...asked.doc, settings: raised(asked.doc.settings, limit) } }
    : { ...asked, settings: raised(asked.settings, limit) }
}

/**
 * What makes the answer of a run go on.
 * @param over the connection of the moment of the press
 * @param limit the higher limit of output, where the one before is used up
 * @param run null where it cannot be read
 * @returns a sentence where it cannot
 */
export async function goingOn(run: Run | null, over: Over, limit?: number): Promise<GoingOn | string> {
  if (!run) return 'Nothing was sent: this answer can no longer be read.'
  const next = continuationOf(run)
  if (!next) return 'Nothing was sent: the server has left nothing by which this answer could go on.'
  const { from, token } = next
  if (over.host !== from.host)
    return `Only ${from.host} can go on with this answer, and requests go to ${over.host} now. Change the connection back, then press Continue again.`
  const again = await rebuild(from)
  if (typeof again === 'string') return again
  if (again.differs !== null)
    return `The server goes on only with the very same request. ${again.differs} Run it anew instead.`
  const { doc } = again
  const asked = withLimit(from.asked, limit)
  const settings = settingsOf({ asked }) ?? doc.settings
  return { doc: { ...doc, settings }, asked, from, continuationToken: token, over }
}

/** The request that goes over the wire. */
export const withToken = (
  request: GenerateContentRequest,
  { continuationToken }: Pick<GoingOn, 'continuationToken'>,
): GenerateContentRequest => ({ ...request, continuationToken })
