import { decodePng } from './png.ts'
import type { Decode } from './store.ts'

export interface Colour {
  name: string
  /** 0 to 1, of the visible pixels. */
  share: number
}

function nameOf(r: number, g: number, b: number): string {
  const max = Math.max(r, g, b)
  const min = Math.min(r, g, b)
  if (max - min < 24 || (max - min) / max < 0.12)
    return max < 48 ? 'black' : max < 200 ? 'grey' : max < 235 ? 'light grey' : 'white'
  if (max < 40) return 'black'
  const hue =
    (max === r ? (g - b) / (max - min) : max === g ? 2 + (b - r) / (max - min) : 4 + (r - g) / (max - min)) *
    60
  const turned = (hue + 360) % 360
  const base =
    turned < 15 || turned >= 345
      ? 'red'
      : turned < 40
        ? max < 150
          ? 'brown'
          : 'orange'
        : turned < 68
          ? 'yellow'
          : turned < 165
            ? 'green'
            : turned < 195
              ? 'turquoise'
              : turned < 255
                ? 'blue'
                : turned < 290
                  ? 'violet'
                  : 'pink'
  return max < 110 && base !== 'brown' ? `dark ${base}` : base
}

/**
 * The colours that cover most of a picture, largest share first, at most five, none below 2 %.
 * undefined where the pixels cannot be read here: without `decode`, those of anything but PNG.
 */
export async function mainColours(
  file: Uint8Array<ArrayBuffer>,
  mimeType: string,
  decode: Decode | undefined,
): Promise<Colour[] | undefined> {
  const pixels = (await decodePng(file)) ?? (await decode?.(file, mimeType))
  if (!pixels) return undefined
  const counts = new Map<string, number>()
  let seen = 0
  const step = Math.max(1, Math.floor((pixels.width * pixels.height) / 40_000))
  for (let at = 0; at < pixels.rgba.length; at += 4 * step) {
    const [r = 0, g = 0, b = 0, a = 0] = pixels.rgba.subarray(at, at + 4)
    if (a < 32) continue
    const name = nameOf(r, g, b)
    counts.set(name, (counts.get(name) ?? 0) + 1)
    seen++
  }
  return [...counts]
    .map(([name, count]) => ({ name, share: count / seen }))
    .filter(({ share }) => share >= 0.02)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, 5)
}
