import type { Blob } from '../../gemini/types.ts'
import { fromBase64 } from '../base64.ts'
import { mainColours } from '../colours.ts'
import { imageSize } from '../imageHeader.ts'
import type { Decode } from '../store.ts'
import { plural } from './words.ts'

async function describe({ mimeType, data }: Blob, decode?: Decode): Promise<string[]> {
  const bytes = fromBase64(data)
  const facts = [`**Type**: \`${mimeType}\`, ${plural(bytes.length, 'byte')}`]
  const size = imageSize(bytes)
  if (!size) return [...facts, '**Size**: its first bytes are of no format I can read']
  const { width, height, format } = size
  const shape = width === height ? 'square' : width > height ? 'landscape' : 'portrait'
  facts.push(`**Format by its bytes**: ${format}`, `**Size**: ${width} × ${height} pixels, ${shape}`)
  const colours = await mainColours(bytes, mimeType, decode)
  const list = colours?.map(({ name, share }) => `${name} (${Math.round(share * 100)} %)`).join(', ')
  return [
    ...facts,
    list ? `**Main colours**: ${list}` : '**Main colours**: this program can read the pixels of PNG only',
  ]
}

/** What can really be computed of the images: no more is claimed. */
export async function describeImages(images: readonly Blob[], decode?: Decode): Promise<string> {
  const all = await Promise.all(images.map((image) => describe(image, decode)))
  const lists = all.map((facts, index) => {
    const heading = images.length > 1 ? `### Image ${index + 1}\n\n` : ''
    return heading + facts.map((fact) => `- ${fact}`).join('\n')
  })
  return `I cannot see what a picture shows, but I can measure ${images.length > 1 ? 'these' : 'it'}:\n\n${lists.join('\n\n')}`
}
