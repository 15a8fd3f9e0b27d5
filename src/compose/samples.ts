import { fileWords } from './words.ts'

/** Pictures of our own making, served with the page. */
export const samples = [
  { name: 'chart.png', about: 'a line chart' },
  { name: 'shapes.webp', about: 'coloured shapes' },
  { name: 'receipt.jpg', about: 'a receipt' },
] as const

/** @throws TypeError offline, before the browser has it */
export async function sampleFile(name: string): Promise<File> {
  const response = await fetch(`./samples/${name}`)
  if (!response.ok) throw new TypeError(fileWords.sampleLost(name))
  return new File([await response.blob()], name)
}
