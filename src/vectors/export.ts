/** Shortest decimal that reads back as the same float32: nine digits always do. */
function decimal(value: number): number {
  return Number(value.toPrecision(9))
}

export interface ExportedVectors {
  texts: readonly string[]
  /** `count x dimensions`, row-major. */
  rows: Float32Array
  dimensions: number
  /** Said beside the numbers: model, task type and what else made them. */
  about: Record<string, unknown>
}

function rowOf({ rows, dimensions }: ExportedVectors, index: number): number[] {
  return Array.from(rows.subarray(index * dimensions, (index + 1) * dimensions), decimal)
}

/** `{ ...about, dimensions, vectors: [{ text, values }] }`. */
export function toJson(vectors: ExportedVectors): string {
  const list = vectors.texts.map((text, i) => ({ text, values: rowOf(vectors, i) }))
  return JSON.stringify({ ...vectors.about, dimensions: vectors.dimensions, vectors: list })
}

/** RFC 4180: a header `text,0,1,...`, a row a text, the text exactly as it was embedded. */
export function toCsv(vectors: ExportedVectors): string {
  const header = ['text', ...Array.from({ length: vectors.dimensions }, (_, k) => String(k))].join(',')
  const lines = vectors.texts.map(
    (text, i) => `"${text.replaceAll('"', '""')}",${rowOf(vectors, i).join(',')}`,
  )
  return `${[header, ...lines].join('\r\n')}\r\n`
}

/** NumPy's format 1.0: a `(count, dimensions)` array of little-endian float32. */
export function toNpy({ texts, rows, dimensions }: ExportedVectors): Uint8Array<ArrayBuffer> {
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${texts.length}, ${dimensions}), }`
  // Magic, version and length take 10 bytes; the data must begin at a multiple of 64.
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64
  const out = new Uint8Array(length + rows.length * 4)
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, (length - 10) & 0xff, (length - 10) >> 8])
  out.set(new TextEncoder().encode(`${dictionary.padEnd(length - 11)}\n`), 10)
  const data = new DataView(out.buffer, length)
  rows.forEach((value, i) => data.setFloat32(i * 4, value, true))
  return out
}
