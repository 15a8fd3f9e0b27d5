import { createServer } from 'node:net'

/** Whether nobody listens there. */
const isFree = (port: number) =>
  new Promise<boolean>((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })

/** The first of two neighbouring ports that are free, for the app and the emulator. @param from where to look first */
export async function freePorts(from: number): Promise<number> {
  for (let port = from; port < 65_535; port += 2)
    if ((await isFree(port)) && (await isFree(port + 1))) return port
  throw new Error(`No two free ports from ${from} on.`)
}
