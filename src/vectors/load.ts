import base64 from './kernel/kernel.ts?wasm'
import { plainSpace } from './plain.ts'
import { simdSpace } from './simd.ts'
import type { SpaceOptions, VectorSpace } from './space.ts'

let compiled: WebAssembly.Module | null | undefined

/** The kernel where this browser has WebAssembly SIMD, else null. Two kB compile synchronously. */
function kernelModule(): WebAssembly.Module | null {
  if (compiled === undefined) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    compiled = WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null
  }
  return compiled
}

/**
 * @param rows `count x dimensions` numbers, row-major, as the API returned them; not kept.
 * @returns the normalised set, in WebAssembly where that is to be had.
 */
export function createSpace(
  rows: Float32Array,
  count: number,
  dimensions: number,
  options?: SpaceOptions,
): VectorSpace {
  const module = kernelModule()
  return module
    ? simdSpace(module, rows, count, dimensions, options)
    : plainSpace(rows, count, dimensions, options)
}
