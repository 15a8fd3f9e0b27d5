/** Pictures that are really drawn and sounds that are really computed. */
import type { Ask, VoiceConfig } from '../ask.ts'
import { toBase64 } from '../base64.ts'
import { isNewSpeech } from '../outputRules.ts'
import type { Plan, Step } from '../plan.ts'
import { encodePng } from '../png.ts'
import { random } from '../random.ts'
import { sign } from '../signature.ts'
import { Speaker } from '../speak.ts'
import { quoted } from '../skills/words.ts'
import { pitchOf } from '../voices.ts'

const ratios = /^(\d+):(\d+)$/

/** Of a side, against the usual size: as documented, but that the usual one is 320 pixels here and not 1,024. */
const scales: Record<string, number> = { '512': 0.5, '1K': 1, '2K': 2, '4K': 4 }

/** Documented for Gemini 3.1 Flash Image. */
const tokens: Record<string, number> = { '512': 747, '1K': 1120, '2K': 1680, '4K': 2520 }

function sizeOf({ config: { imageConfig = {} } }: Ask): { width: number; height: number } {
  const [, across = '1', down = '1'] = ratios.exec(imageConfig.aspectRatio ?? '') ?? []
  const side = 320 * (scales[imageConfig.imageSize ?? '1K'] ?? 1)
  const scale = Math.sqrt(side ** 2 / (Number(across) * Number(down)))
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
    // In a tab this is the page's own thread.
    if (x % 64 === 63) await new Promise((resolve) => setTimeout(resolve))
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
    speaker.chunk(
      [{ inlineData: { mimeType: 'image/png', data }, ...signature }],
      {},
      0,
      tokens[ask.config.imageConfig?.imageSize ?? '1K'],
    ),
    speaker.finish('STOP'),
  ]
}

const RATE = 24_000

/** Six notes of one voice, a quarter of a second each, as headerless 16-bit little-endian mono. @param seed chooses them */
function notes(voice: string, seed: string): Uint8Array<ArrayBuffer> {
  const chance = random(seed)
  const noteLength = RATE / 4
  const samples = new DataView(new ArrayBuffer(6 * noteLength * 2))
  for (let note = 0; note < 6; note++) {
    const pitch = pitchOf(voice) * 2 ** (chance.pick([0, 2, 4, 7, 9, 12]) / 12)
    for (let i = 0; i < noteLength; i++) {
      const envelope = Math.min(1, i / 240) * Math.exp(-3 * (i / noteLength))
      const value = Math.sin((2 * Math.PI * pitch * i) / RATE) * envelope * 9000
      samples.setInt16((note * noteLength + i) * 2, Math.round(value), true)
    }
  }
  return new Uint8Array(samples.buffer)
}

const nameOf = (config: VoiceConfig | undefined) =>
  config?.prebuiltVoiceConfig?.voiceName ?? config?.voice ?? 'Kore'

/** The sound of each turn, in its speaker's voice. */
function spoken({ request, config: { speechConfig }, prompt }: Ask): Uint8Array<ArrayBuffer>[] {
  const speakers = speechConfig?.multiSpeakerVoiceConfig?.speakerVoiceConfigs
  const parts = request.contents.findLast(({ role }) => role !== 'model')?.parts ?? []
  if (!speakers) return [notes(nameOf(speechConfig?.voiceConfig), prompt)]
  return parts.flatMap(({ text, speechMetadata }) => {
    if (!text) return []
    const by = speakers.find(({ speaker }) => speaker === speechMetadata?.speaker)
    return notes(nameOf(by?.voiceConfig), `${text} ${speechMetadata?.style ?? ''}`)
  })
}

/** A file of a whole sound: the header that says what its samples are, and the samples. */
function toWav(samples: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(44 + samples.length)
  const view = new DataView(file.buffer)
  const words: [number, string][] = [
    [0, 'RIFF'],
    [8, 'WAVEfmt '],
    [36, 'data'],
  ]
  for (const [from, word] of words)
    [...word].forEach((letter, i) => view.setUint8(from + i, letter.charCodeAt(0)))
  view.setUint32(4, 36 + samples.length, true)
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, RATE, true)
  view.setUint32(28, RATE * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  view.setUint32(40, samples.length, true)
  file.set(samples, 44)
  return file
}

function joined(pieces: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let from = 0
  for (const piece of pieces) {
    whole.set(piece, from)
    from += piece.length
  }
  return whole
}

/**
 * Speech, as notes. From 3.8 on one answer is a WAV file and a stream is headerless samples in chunks; before, both are
 * headerless. A quarter of a second is 12,000 bytes.
 */
export async function audio(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const sound = joined(spoken(ask))
  const recent = isNewSpeech(ask.traits)
  if (recent && !ask.streamed) {
    const data = toBase64(toWav(sound))
    return [
      { wait: 600 },
      speaker.chunk([{ inlineData: { mimeType: 'audio/wav', data } }]),
      speaker.finish('STOP'),
    ]
  }
  const mimeType = recent ? `audio/L16;codec=pcm;rate=${RATE}` : `audio/L16;rate=${RATE}`
  const length = recent ? 12_000 : sound.length
  const steps: Step[] = []
  for (let from = 0; from < sound.length; from += length) {
    const data = toBase64(sound.slice(from, from + length))
    steps.push({ wait: from === 0 ? 600 : 40 }, speaker.chunk([{ inlineData: { mimeType, data } }]))
  }
  return [...steps, speaker.finish('STOP')]
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
