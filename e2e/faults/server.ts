/**
 * faults/: a server that misbehaves on purpose, what it can do wrong, and what must hold after each of it.
 * The API stands on one origin, a scenario under a path prefix of its own, so that a test only types a base URL.
 * Two more origins are beside it: a canary, where any request is a leak, and a gateway of somebody else.
 * Nothing here knows how the app is built; the specs beside this folder drive it by its accessible names.
 */
import { createServer } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the server saw it, and what became of its socket. */
export interface Call {
  method: string
  /** Below the scenario's prefix, e.g. `/v1beta/models/x:streamGenerateContent?alt=sse`. */
  path: string
  headers: IncomingMessage['headers']
  body: string
  /** Epoch milliseconds. */
  at: number
  /** When the socket was closed, and whether the whole answer had been given by then. */
  closedAt?: number
  whole?: boolean
}

/** The answering end of one call. */
export interface Wire {
  call: Call
  /** False once the other side is gone. */
  readonly open: boolean
  head(status: number, headers?: OutgoingHttpHeaders): void
  /** Writes one piece and lets it travel alone. Begins an event stream unless `head` was called. */
  write(piece: string | Uint8Array): Promise<void>
  end(piece?: string | Uint8Array): void
  /** Ends the connection as a dying server does. */
  reset(): void
  pause(ms: number): Promise<void>
}

/** What a scenario does to a call. @param turn how many calls of this kind it has had before. */
export type Fault = (wire: Wire, turn: number) => void | Promise<void>

export interface Scenario {
  /** Takes `generateContent` and `streamGenerateContent`. */
  generate: Fault
  /** Takes everything else; without it the model list and the token count are plain. */
  read?: Fault
}

export interface FaultServer {
  /** Origins: the API, the canary, the gateway. */
  api: string
  canary: string
  gateway: string
  /** `METHOD /path` of every request to the canary, and to the gateway. */
  leaks: string[]
  gatewayCalls: Call[]
  /** @returns the base URL to type. */
  serve(name: string, scenario: Scenario): string
  /** Calls of a scenario, without preflights; `generations` those that ask for an answer. */
  calls(name: string): Call[]
  generations(name: string): Call[]
  close(): Promise<void>
}

export const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type, x-goog-api-key',
  'access-control-allow-methods': 'GET, POST, DELETE',
  'access-control-max-age': '600',
}

export const pause = (ms: number) =>
  new Promise<void>((done) => {
    setTimeout(done, ms)
  })

/** Long enough for the write before to have been read by itself, on this machine. */
const APART_MS = 6

function wireOf(call: Call, response: ServerResponse): Wire {
  const head = (status: number, headers: OutgoingHttpHeaders = {}) =>
    response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...cors, ...headers })
  const begin = () => {
    if (!response.headersSent) head(200, { 'content-type': 'text/event-stream' })
  }
  response.on('close', () => {
    call.closedAt = Date.now()
    call.whole = response.writableFinished
  })
  return {
    call,
    get open() {
      return !response.destroyed
    },
    head,
    async write(piece) {
      begin()
      response.write(piece)
      await pause(APART_MS)
    },
    end(piece) {
      begin()
      response.end(piece)
    },
    reset: () => response.socket?.resetAndDestroy(),
    pause,
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  request.setEncoding('utf8')
  for await (const piece of request) body += String(piece)
  return body
}

const plainModels = {
  models: [
    {
      name: 'models/demo-flash',
      displayName: 'Demo',
      inputTokenLimit: 1_048_576,
      outputTokenLimit: 65_536,
      supportedGenerationMethods: ['generateContent', 'countTokens'],
      temperature: 1,
      topP: 0.95,
      topK: 64,
      maxTemperature: 2,
    },
  ],
}

const plainRead: Fault = ({ call, head, end }) => {
  head(200)
  end(JSON.stringify(call.path.includes(':countTokens') ? { totalTokens: 3 } : plainModels))
}

const isGeneration = ({ method, path }: Call) => method === 'POST' && /:(stream)?generateContent/i.test(path)

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function take(request: IncomingMessage): Promise<Call> {
  const { method = 'GET', url = '/', headers } = request
  const at = Date.now()
  return { method, path: url, headers, body: await bodyOf(request), at }
}

/** Starts all three origins on free ports. */
export async function startFaultServer(): Promise<FaultServer> {
  const scenarios = new Map<string, Scenario & { calls: Call[]; turns: { generate: number; read: number } }>()
  const leaks: string[] = []
  const gatewayCalls: Call[] = []

  const api = createServer(async (request, response) => {
    response.socket?.setNoDelay(true)
    const [, name = '', path = '/'] = /^\/s\/([^/]+)(\/.*)?$/.exec(request.url ?? '') ?? []
    const scenario = scenarios.get(name)
    if (request.method === 'OPTIONS' || !scenario) {
      response.writeHead(scenario ? 204 : 404, cors).end()
      return
    }
    const call: Call = { ...(await take(request)), path }
    scenario.calls.push(call)
    const kind = isGeneration(call) ? 'generate' : 'read'
    const turn = scenario.turns[kind]++
    await (scenario[kind] ?? plainRead)(wireOf(call, response), turn)
  })
  const canary = createServer((request, response) => {
    leaks.push(`${request.method} ${request.url}`)
    response.writeHead(200, cors).end('caught')
  })
  const gateway = createServer(async (request, response) => {
    if (request.method !== 'OPTIONS') gatewayCalls.push(await take(request))
    response.writeHead(200, cors).end('{}')
  })
  const servers = [api, canary, gateway]
  const [apiOrigin = '', canaryOrigin = '', gatewayOrigin = ''] = await Promise.all(servers.map(listen))
  const calls = (name: string) => scenarios.get(name)?.calls ?? []

  return {
    api: apiOrigin,
    canary: canaryOrigin,
    gateway: gatewayOrigin,
    leaks,
    gatewayCalls,
    serve(name, scenario) {
      scenarios.set(name, { ...scenario, calls: [], turns: { generate: 0, read: 0 } })
      return `${apiOrigin}/s/${name}`
    },
    calls,
    generations: (name) => calls(name).filter(isGeneration),
    async close() {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((done) => {
              server.close(() => done())
              server.closeAllConnections()
            }),
        ),
      )
    },
  }
}
