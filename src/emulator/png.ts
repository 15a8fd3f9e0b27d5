/** Reads and writes PNG pixels, with the compression that browsers and Node bring along. */

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

async function through(data: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream) {
  const piped = new Blob([data]).stream().pipeThrough(stream)
  return new Uint8Array(await new Response(piped).arrayBuffer())
}

export interface Pixels {
  width: number
  height: number
  /** RGBA, 8 bits each, rows from the top. */
  rgba: Uint8Array
}

interface Layout {
  width: number
  height: number
  depth: number
  colour: number
  palette: Uint8Array
  data: Uint8Array<ArrayBuffer>
}

function readChunks(file: Uint8Array<ArrayBuffer>): Layout | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const parts: Uint8Array<ArrayBuffer>[] = []
  let header: Omit<Layout, 'palette' | 'data'> | undefined
  let palette = new Uint8Array()
  for (let at = 8; at + 12 <= file.length;) {
    const length = view.getUint32(at)
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8))
    const body = file.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR' && length >= 13 && body.length >= 13) {
      const inner = new DataView(body.buffer, body.byteOffset, body.byteLength)
      // Interlaced pictures are left alone.
      if (inner.getUint8(12) !== 0) return undefined
      header = {
        width: inner.getUint32(0),
        height: inner.getUint32(4),
        depth: inner.getUint8(8),
        colour: inner.getUint8(9),
      }
    } else if (type === 'PLTE') palette = body
    else if (type === 'IDAT') parts.push(body)
    at += 12 + length
  }
  if (!header || parts.length === 0) return undefined
  const data = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    data.set(part, at)
    at += part.length
  }
  return { ...header, palette, data }
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)]
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
}

/** Undoes the filter of each row in place; each row stays preceded by its filter byte. */
function unfilter(raw: Uint8Array, height: number, stride: number, pixel: number): void {
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1) + 1
    const filter = raw[start - 1]
    for (let x = 0; x < stride; x++) {
      const a = x >= pixel ? (raw[start + x - pixel] ?? 0) : 0
      const b = y > 0 ? (raw[start + x - stride - 1] ?? 0) : 0
      const c = x >= pixel && y > 0 ? (raw[start + x - stride - 1 - pixel] ?? 0) : 0
      const guess = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter ?? 0] ?? 0
      raw[start + x] = ((raw[start + x] ?? 0) + guess) & 255
    }
  }
}

const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** undefined for pictures above 4 million pixels, interlaced, of fewer or more than 8 bits, or damaged ones. */
export async function decodePng(file: Uint8Array<ArrayBuffer>): Promise<Pixels | undefined> {
  if (signature.some((byte, at) => file[at] !== byte)) return undefined
  const layout = readChunks(file)
  const count = layout && samples[layout.colour]
  if (!layout || !count || layout.depth !== 8 || layout.width * layout.height > 4_000_000) return undefined
  const { width, height, palette, colour } = layout
  const stride = width * count
  const raw = await through(layout.data, new DecompressionStream('deflate')).catch(() => undefined)
  if (!raw || raw.length < height * (stride + 1)) return undefined
  unfilter(raw, height, stride, count)
  const rgba = new Uint8Array(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    const from = Math.floor(i / width) * (stride + 1) + 1 + (i % width) * count
    const [r = 0, g = 0, b = 0, a = 255] = raw.subarray(from, from + count)
    if (colour === 3) rgba.set([...palette.subarray(r * 3, r * 3 + 3), 255], i * 4)
    else
      rgba.set(
        colour === 0 ? [r, r, r, 255] : colour === 4 ? [r, r, r, g] : [r, g, b, colour === 6 ? a : 255],
        i * 4,
      )
  }
  return { width, height, rgba }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

function chunk(type: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(12 + body.length)
  const view = new DataView(out.buffer)
  view.setUint32(0, body.length)
  out.set(new TextEncoder().encode(type), 4)
  out.set(body, 8)
  let crc = 0xffffffff
  for (let at = 4; at < 8 + body.length; at++)
    crc = (crcTable[(crc ^ (out[at] ?? 0)) & 255] ?? 0) ^ (crc >>> 8)
  view.setUint32(8 + body.length, (crc ^ 0xffffffff) >>> 0)
  return out
}

export async function encodePng({ width, height, rgba }: Pixels): Promise<Uint8Array> {
  const raw = new Uint8Array(height * (width * 4 + 1))
  for (let y = 0; y < height; y++)
    raw.set(rgba.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1)
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, 6], 8)
  const packed = await through(raw, new CompressionStream('deflate'))
  const pieces = [
    Uint8Array.from(signature),
    chunk('IHDR', header),
    chunk('IDAT', packed),
    chunk('IEND', new Uint8Array()),
  ]
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}
