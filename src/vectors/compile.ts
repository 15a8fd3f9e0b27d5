/** Compiles the kernel. Build time only: used by `vite.config.ts` and the bench, never by the page. */
import { readFile } from 'node:fs/promises'
import asc from 'assemblyscript/asc'

/**
 * @returns the WebAssembly module's bytes (about 2 kB); it imports its memory as `env.memory`.
 * @throws Error with the compiler's own words.
 */
export async function compileKernel(): Promise<Uint8Array> {
  const source = await readFile(new URL('./kernel/kernel.ts', import.meta.url), 'utf8')
  const flags = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert']
  let bytes: Uint8Array | undefined
  const { error, stderr } = await asc.main(['kernel.ts', '--outFile', 'kernel.wasm', ...flags], {
    readFile: (name) => (name === 'kernel.ts' ? source : null),
    writeFile: (name, contents) => {
      if (name === 'kernel.wasm') bytes = contents as Uint8Array
    },
    listFiles: () => [],
  })
  if (error || !bytes) throw new Error(`The vector kernel does not compile: ${stderr.toString()}`)
  return bytes
}
