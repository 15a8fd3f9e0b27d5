import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePorts } from './ports.ts'
import type { Server } from 'node:net'

const listen = (port: number) =>
  new Promise<Server>((done, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => done(server))
  })

test('a pair of which one is taken is passed over', async () => {
  const first = await freePorts(20_000)
  for (const taken of [first, first + 1]) {
    const server = await listen(taken)
    expect(await freePorts(first)).toBeGreaterThan(first + 1)
    await new Promise((closed) => server.close(closed))
  }
})
