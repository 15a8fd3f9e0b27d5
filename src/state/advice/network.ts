import type { Failure } from '../../gemini/error.ts'
import type { Span } from '../advice.ts'
import { openConnection, runAgain, written } from './failures.ts'
import type { Around, Words } from './failures.ts'

/**
 * A `fetch` that never got a reply. The browser tells the page only `TypeError`; what the client could find out
 * stands in `diagnosis`.
 */
export function networkAdvice({ diagnosis, host }: Failure, around: Around): Words {
  const kept = written(around, 'kept')
  const there: Span = host ? { mono: host } : 'the server'
  switch (diagnosis) {
    case 'offline':
      return {
        what: 'this device is offline',
        body: [
          'No answer from ',
          there,
          `.${kept} Run again when the network is back; nothing is sent by itself.`,
        ],
        actions: [runAgain],
      }
    case 'cors-or-gateway':
      return {
        what: 'the server answers, but not to this page',
        body: [
          there,
          ' is up and does not allow calls from a browser (CORS). A gateway must answer the preflight with ',
          { mono: 'Access-Control-Allow-Origin' },
          ' for ',
          { mono: globalThis.location?.origin ?? 'this page' },
          ' and allow the headers ',
          { mono: 'content-type, x-goog-api-key' },
          '.',
        ],
        actions: [openConnection, runAgain],
      }
    case 'redirect':
      return {
        what: 'the server redirects elsewhere',
        body: [
          there,
          ' points to another address. It was not followed, so that the key goes nowhere else. Set the final address as base URL.',
        ],
        actions: [openConnection],
      }
    case 'unreachable':
      return {
        what: `could not reach ${host ?? 'the server'}`,
        body: [
          `You may be offline, or something blocks it. With a server of your own, check its address, and that it runs with a valid certificate.${kept}`,
        ],
        actions: [runAgain, openConnection],
      }
    default:
      return {
        what: 'the network request did not get through',
        body: ['No answer from ', there, `. Check the network, then run again.${kept}`],
        actions: [runAgain, openConnection],
      }
  }
}
