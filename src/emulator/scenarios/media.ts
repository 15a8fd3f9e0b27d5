/** Pictures that are really drawn and sounds that are really computed. */
import type { Ask } from '../ask.ts'
import { toBase64 } from '../base64.ts'
import type { Plan } from '../plan.ts'
import { encodePng } from '../png.ts'
import { random } from '../random.ts'
import { sign } from '../signature.ts'
import { Speaker } from '../speak.ts'
import { quoted } from '../skills/words.ts'

const ratios = /^(\d+):(\d+)$/

function sizeOf(ask: Ask): { width: number; height: number } {
  const config = ask.config as { imageConfig?: { aspectRatio?: string } }
  const [, across = '1', down = '1'] = ratios.exec(config.imageConfig?.aspectRatio ?? '') ?? []
  const scale = Math.sqrt((320 * 320) / (Number(across) * Number(down)))
  return { width: Math.round(Number(across) * scale), height: Math.round(Number(down) * scale) }
}

/** Hills in front of a sky with a sun; their colours and shapes follow from the prompt. */
async function draw(ask: Ask): Promise<string> {
  const { width, height } = sizeOf(ask)
  const chance = random(ask.prompt)
  const hue = chance.next() * Math.PI * 2
  const tint = (turn: number, light: number) =>
    [0, 2.1, 4.2].map((phase) =>
      Math.round(255 * Math.min(1, light * (0.62 + 0.38 * Math.cos(hue + turn + phase)))),
    )
  const sun = {
    x: width * (0.2 + 0.6 * chance.next()),
    y: height * 0.28,
    radius: Math.min(width, height) * 0.11,
  }
  const hills = [0.5, 0.62, 0.76].map((level, index) => ({
    level,
    colour: tint(1.4 + index * 0.35, 0.85 - index * 0.22),
    waves: [1, 2, 3].map((n) => ({ n: n * (1 + chance.next()), phase: chance.next() * 7, size: 0.07 / n })),
  }))
  const rgba = new Uint8Array(width * height * 4)
  for (let x = 0; x < width; x++) {
    const tops = hills.map(({ level, waves }) =>
      waves.reduce((sum, { n, phase, size }) => sum + size * Math.sin((x / width) * 6.3 * n + phase), level),
    )
    for (let y = 0; y < height; y++) {
      const hill = hills.findLast((_, index) => y / height > (tops[index] ?? 1))
      const inSun = Math.hypot(x - sun.x, y - sun.y) < sun.radius
      const [r = 0, g = 0, b = 0] =
        hill?.colour ?? (inSun ? [255, 244, 214] : tint(0.4, 0.95 + 0.35 * (y / height)))
      rgba.set([r, g, b, 255], (y * width + x) * 4)
    }
  }
  return toBase64(await encodePng({ width, height, rgba }))
}

export async function image(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const data = await draw(ask)
  const signature = ask.traits.signs ? { thoughtSignature: sign(`${ask.responseId}/image`, 300) } : {}
  const wantsText = !ask.config.responseModalities || ask.config.responseModalities.includes('TEXT')
  const text = `Hills for ${quoted(ask.prompt, 60)}: their colours and shapes follow from its letters, and hills are all that is drawn here.`
  return [
    ...speaker.think(['**Mixing colours**\n\nThe colours follow from the letters of the prompt.\n\n\n']),
    ...(wantsText ? speaker.say(text) : []),
    { wait: 500 },
    speaker.chunk([{ inlineData: { mimeType: 'image/png', data }, ...signature }]),
    speaker.finish('STOP'),
  ]
}

/** Headerless 16-bit little-endian mono, as speech comes from the API: here six notes chosen by the prompt. */
export async function audio(ask: Ask): Promise<Plan> {
  const rate = 24_000
  const chance = random(ask.prompt)
  const noteLength = rate / 4
  const samples = new DataView(new ArrayBuffer(6 * noteLength * 2))
  for (let note = 0; note < 6; note++) {
    const pitch = 261.63 * 2 ** (chance.pick([0, 2, 4, 7, 9, 12]) / 12)
    for (let i = 0; i < noteLength; i++) {
      const envelope = Math.min(1, i / 240) * Math.exp(-3 * (i / noteLength))
      const value = Math.sin((2 * Math.PI * pitch * i) / rate) * envelope * 9000
      samples.setInt16((note * noteLength + i) * 2, Math.round(value), true)
    }
  }
  const speaker = new Speaker(ask)
  const data = toBase64(new Uint8Array(samples.buffer))
  return [
    { wait: 600 },
    speaker.chunk([{ inlineData: { mimeType: `audio/L16;rate=${rate}`, data } }]),
    speaker.finish('STOP'),
  ]
}

/** A picture of noise, which does not compress: one event of about five megabytes. */
export async function hugeEvent(ask: Ask): Promise<Plan> {
  const [width, height] = [1000, 930]
  const rgba = new Uint8Array(width * height * 4)
  let state = 1
  for (let i = 0; i < rgba.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    rgba[i] = i % 4 === 3 ? 128 + (state >>> 25) : state >>> 24
  }
  const png = await encodePng({ width, height, rgba })
  // The tab that shows the demo should not feel this as one long task.
  await new Promise((resolve) => setTimeout(resolve))
  const data = toBase64(png)
  await new Promise((resolve) => setTimeout(resolve))
  const speaker = new Speaker(ask)
  return [
    { wait: 120 },
    ...speaker.say('The next event holds a picture of pure noise, about five megabytes long.'),
    speaker.chunk([{ inlineData: { mimeType: 'image/png', data } }]),
    speaker.finish('STOP'),
  ]
}
