import { describe, expect, test } from 'vitest'
import { pcmRate, pcmSeconds, shownMedia, wavHeader } from './media.ts'

const bytesOf = async (shown: ReturnType<typeof shownMedia>) =>
  new Uint8Array(await (await fetch(shown?.url ?? '')).arrayBuffer())

describe('audio', () => {
  test('the rate of headerless PCM is in its type; 24 kHz where it is not', () => {
    expect(
      ['audio/L16;rate=16000', 'audio/L16;codec=pcm;rate=24000', 'audio/pcm', 'audio/l16; rate=0'].map(
        pcmRate,
      ),
    ).toEqual([16_000, 24_000, 24_000, 24_000])
    expect(['audio/mpeg', 'audio/wav', 'image/png'].map(pcmRate)).toEqual([null, null, null])
  })
  test('a header says 16 bit, mono, this rate and this length', () => {
    const header = new DataView(wavHeader(1000, 24_000).buffer)
    const ascii = (at: number) => String.fromCharCode(...new Uint8Array(header.buffer, at, 4))
    expect([ascii(0), ascii(8), ascii(12), ascii(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data'])
    const at32 = [4, 24, 28, 40].map((at) => header.getUint32(at, true))
    expect(at32).toEqual([1036, 24_000, 48_000, 1000])
    expect([20, 22, 32, 34].map((at) => header.getUint16(at, true))).toEqual([1, 1, 2, 16])
  })
  test('PCM is shown as WAV, the header added to its bytes', async () => {
    const shown = shownMedia({ mimeType: 'audio/L16;rate=8000', data: btoa('\x01\x02\x03\x04') })
    expect(shown).toMatchObject({ ending: 'wav', bytes: 48 })
    const bytes = new Uint8Array(await (await fetch(shown?.url ?? '')).arrayBuffer())
    expect(Array.from(bytes.subarray(44))).toEqual([1, 2, 3, 4])
  })
})

describe('what came decides, not the model', () => {
  test('a WAV file keeps its own header and gets no second one', async () => {
    const file = Array.from(wavHeader(2, 24_000)).concat([7, 8])
    const shown = shownMedia({ mimeType: 'audio/wav', data: btoa(String.fromCharCode(...file)) })
    expect(shown?.ending).toBe('wav')
    expect(Array.from(await bytesOf(shown))).toEqual(file)
  })
  test('the chunks of a stream are one file with one header', async () => {
    const mimeType = 'audio/L16;codec=pcm;rate=24000'
    const chunks = ['\x01\x02', '\x03\x04'].map((data) => ({ mimeType, data: btoa(data) }))
    const first = shownMedia(chunks[0]!)
    const whole = shownMedia(...chunks)
    expect([first?.bytes, whole?.bytes]).toEqual([46, 48])
    const bytes = await bytesOf(whole)
    expect(new DataView(bytes.buffer).getUint32(40, true)).toBe(4)
    expect(Array.from(bytes.subarray(44))).toEqual([1, 2, 3, 4])
    expect(shownMedia(...chunks)).toBe(whole)
  })
  test('the length of samples is told before they are played', () => {
    const second = btoa('\0'.repeat(48_000))
    expect(pcmSeconds([{ mimeType: 'audio/L16;rate=24000', data: second }])).toBe(1)
    expect(pcmSeconds([{ mimeType: 'audio/wav', data: second }])).toBeNull()
  })
})

describe('shownMedia', () => {
  test('keeps one address for the same data', () => {
    const data = { mimeType: 'image/jpeg', data: btoa('abc') }
    expect(shownMedia(data)).toBe(shownMedia(data))
    expect(shownMedia(data)).toMatchObject({ ending: 'jpg', bytes: 3 })
  })
  test('reads the URL alphabet too', () => {
    expect(shownMedia({ mimeType: 'image/png', data: '_-8' })?.bytes).toBe(2)
  })
  test('what is not base64 is null, not an exception', () => {
    expect(shownMedia({ mimeType: 'image/png', data: '%%%' })).toBeNull()
  })
})
