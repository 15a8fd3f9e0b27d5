/** Picture files that need a browser or a disk to be made, and what the page sends and stores of them. */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { bytesOf, pngChunk, riffChunk } from '../src/media/fixtures.ts'
import { test } from './fixtures.ts'
import type { Page } from '@playwright/test'

export interface Upload {
  name: string
  mimeType: string
  buffer: Buffer
}
export const upload = (name: string, bytes: Uint8Array, mimeType = 'image/png'): Upload => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
})

export const add = (page: Page, files: Upload[] | string[]) =>
  page.locator('input[type=file]').first().setInputFiles(files)
export const tiles = (page: Page) => page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')

/** A picture that the browser itself encoded: four quarters in red, green, blue and white. */
export function quarters(page: Page, type: string, width = 40, height = 24): Promise<Buffer> {
  return page
    .evaluate(
      async ([mime, w, h]) => {
        const canvas = new OffscreenCanvas(w, h)
        const context = canvas.getContext('2d')!
        for (const [i, colour] of ['red', 'lime', 'blue', 'white'].entries()) {
          context.fillStyle = colour
          context.fillRect((i % 2) * (w / 2), Math.floor(i / 2) * (h / 2), w / 2, h / 2)
        }
        const blob = await canvas.convertToBlob({ type: mime, quality: 1 })
        return [...new Uint8Array(await blob.arrayBuffer())]
      },
      [type, width, height] as const,
    )
    .then((bytes) => Buffer.from(bytes))
}

/** The same WebP with an Exif chunk at its end. */
export function withExifChunk(file: Buffer, exif: Uint8Array): Buffer {
  const out = Buffer.concat([file, riffChunk('EXIF', exif)])
  out.writeUInt32LE(out.length - 8, 4)
  return out
}

/** The same JPEG with segments after its first marker. */
export const withSegments = (file: Buffer, ...segments: Uint8Array[]): Buffer =>
  Buffer.concat([file.subarray(0, 2), ...segments, file.subarray(2)])

/** Colours of the four quarters as the browser shows the file, and its size: the oracle for "upright". */
export function shown(page: Page, base64: string, mimeType: string): Promise<string> {
  return page.evaluate(
    async ([data, mime]) => {
      const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0))
      const image = new Image()
      image.src = URL.createObjectURL(new Blob([bytes], { type: mime }))
      await image.decode()
      const { naturalWidth: w, naturalHeight: h } = image
      const context = new OffscreenCanvas(w, h).getContext('2d')!
      context.drawImage(image, 0, 0)
      const at = (x: number, y: number) =>
        Array.from(context.getImageData(x, y, 1, 1).data.slice(0, 3), (v) => Math.round(v / 64)).join('')
      return [
        `${w}x${h}`,
        at(w / 4, h / 4),
        at((3 * w) / 4, h / 4),
        at(w / 4, (3 * h) / 4),
        at((3 * w) / 4, (3 * h) / 4),
      ].join(' ')
    },
    [base64, mimeType] as const,
  )
}

export interface Sent {
  mimeType: string
  data: string
}

/** Runs and gives the images of the request body, as they went over the wire. */
export async function sentImages(page: Page): Promise<Sent[]> {
  const request = page.waitForRequest((r) => r.method() === 'POST' && /[gG]enerateContent/.test(r.url()))
  await page.getByRole('button', { name: /^Run/ }).click()
  const body = (await request).postDataJSON() as { contents: { parts: { inlineData?: Sent }[] }[] }
  return body.contents[0]!.parts.flatMap((part) => part.inlineData ?? [])
}

/** Every byte of the base, as text. */
export function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const open = indexedDB.open('playground')
      open.addEventListener('success', () => resolve(open.result))
    })
    const all = await new Promise<unknown[]>((resolve) => {
      const get = db.transaction('images').objectStore('images').getAll()
      get.addEventListener('success', () => resolve(get.result))
    })
    const texts: string[] = []
    const walk = (value: unknown): void => {
      if (value instanceof Uint8Array) texts.push(new TextDecoder('latin1').decode(value))
      else if (value && typeof value === 'object') for (const inner of Object.values(value)) walk(inner)
    }
    walk(all)
    return texts.join('\n')
  })
}

export const markers = /SECRET|Exif\0|xmpmeta|8BIM/
export const latin1 = (sent: Sent): string => Buffer.from(sent.data, 'base64').toString('latin1')

/** Writes a PNG that does not compress, of about `side` squared bytes. @returns its path: too large to be sent through the driver. */
export function noise(name: string, side: number): string {
  const rows = randomBytes((side + 1) * side)
  // Filter type 0 before every row.
  for (let row = 0; row < side; row++) rows[row * (side + 1)] = 0
  const size = Buffer.alloc(8)
  size.writeUInt32BE(side, 0)
  size.writeUInt32BE(side, 4)
  const file = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', bytesOf(size, [8, 0, 0, 0, 0])),
    pngChunk('IDAT', deflateSync(rows, { level: 0 })),
    pngChunk('IEND'),
  ])
  const path = test.info().outputPath(name)
  writeFileSync(path, file)
  return path
}
