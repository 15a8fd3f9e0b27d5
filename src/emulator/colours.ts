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

interface Seen {
  /** The largest share first, at most five, none below 2 %. */
  colours: Colour[]
  /** Mean of the visible pixels, 0 black to 1 white. */
  brightness: number
  /** Share of pixels that hardly show. */
  transparent: number
}

/**
 * What the pixels of a picture come to.
 * undefined where they cannot be read here: without `decode`, those of anything but PNG.
 */
export async function measure(
  file: Uint8Array<ArrayBuffer>,
  mimeType: string,
  decode: Decode | undefined,
): Promise<Seen | undefined> {
  const pixels = (await decodePng(file)) ?? (await decode?.(file, mimeType))
  if (!pixels) return undefined
  const counts = new Map<string, number>()
  let [seen, all, light] = [0, 0, 0]
  const step = Math.max(1, Math.floor((pixels.width * pixels.height) / 40_000))
  for (let at = 0; at < pixels.rgba.length; at += 4 * step) {
    const [r = 0, g = 0, b = 0, a = 0] = pixels.rgba.subarray(at, at + 4)
    all++
    if (a < 32) continue
    const name = nameOf(r, g, b)
    counts.set(name, (counts.get(name) ?? 0) + 1)
    light += (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255
    seen++
  }
  const colours = [...counts]
    .map(([name, count]) => ({ name, share: count / seen }))
    .filter(({ share }) => share >= 0.02)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, 5)
  return { colours, brightness: seen > 0 ? light / seen : 0, transparent: all > 0 ? 1 - seen / all : 0 }
}
