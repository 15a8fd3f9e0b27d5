import type { Blob } from '../../gemini/types.ts'
import { fromBase64 } from '../base64.ts'
import { measure } from '../colours.ts'
import { imageSize } from '../imageHeader.ts'
import type { Decode } from '../store.ts'
import { row, worded } from './skill.ts'
import { plural } from './words.ts'

type Facts = [name: string, value: string][]

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}

function shapeOf(width: number, height: number): string {
  const divisor = gcd(width, height) || 1
  const [across, down] = [width / divisor, height / divisor]
  const kind = width === height ? 'square' : width > height ? 'landscape' : 'portrait'
  return across <= 32 && down <= 32 && width !== height ? `${kind}, ${across}:${down}` : kind
}

const percent = (share: number) => `${Math.round(share * 100)}%`

async function factsOf({ mimeType, data }: Blob, decode: Decode | undefined): Promise<Facts> {
  const bytes = fromBase64(data)
  const size = imageSize(bytes)
  const type: Facts[number] = ['Type', `\`${mimeType}\`, ${plural(bytes.length, 'byte')}`]
  if (!size) return [type, ['Size', 'its first bytes are of no format that this program knows']]
  const { width, height, format } = size
  const facts: Facts = [
    type,
    ['Format by its bytes', format],
    ['Size', `${width} × ${height} pixels, ${shapeOf(width, height)}`],
  ]
  const seen = await measure(bytes, mimeType, decode)
  if (!seen) return [...facts, ['Colours', 'its pixels cannot be read here']]
  facts.push([
    'Main colours',
    seen.colours.map(({ name, share }) => `${name} (${percent(share)})`).join(', ') || 'none',
  ])
  facts.push([
    'Brightness',
    `${percent(seen.brightness)}, ${seen.brightness < 0.33 ? 'dark' : seen.brightness < 0.67 ? 'medium' : 'bright'}`,
  ])
  if (seen.transparent > 0) facts.push(['Transparent', percent(seen.transparent)])
  return facts
}

/**
 * What can really be measured of pictures; no more is claimed.
 * @returns the answer in the wording of a variant
 */
export async function measured(
  images: readonly Blob[],
  decode: Decode | undefined,
): Promise<(variant: number) => string> {
  const all = await Promise.all(images.map((image) => factsOf(image, decode)))
  const one = all.length === 1
  const heading = (index: number) => (one ? '' : `### Image ${index + 1}\n\n`)
  return (variant) => {
    const lead = worded(
      variant,
      `What ${one ? 'a picture shows' : 'pictures show'} takes a model that sees. This can be measured:`,
      `Measured, since seeing takes a model:`,
      `No model looks at ${one ? 'this picture' : 'these pictures'} here, but ${one ? 'its' : 'their'} bytes tell this:`,
    )
    const lists = all.map((facts, index) =>
      variant === 1
        ? `${heading(index)}${['| | |', '| :--- | :--- |', ...facts.map((fact) => row(fact))].join('\n')}`
        : `${heading(index)}${facts.map(([name, value]) => `- **${name}**: ${value}`).join('\n')}`,
    )
    return `${lead}\n\n${lists.join('\n\n')}`
  }
}
