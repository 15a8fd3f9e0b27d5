/** What a system instruction asks of the manner of an answer, as far as simple words can tell and a program can follow. */
import { sentencesOf } from './words.ts'

const briefWords =
  /\b(?:brief|briefly|concise|concisely|terse|short|one sentence|a sentence|one line|one word)\b/i

export const wantsBrief = (instruction: string) => briefWords.test(instruction)

const inner = /["“'‘«](.+?)["”'’»]/

function affix(instruction: string, verb: RegExp): string | undefined {
  const at = verb.exec(instruction)
  return at ? inner.exec(instruction.slice(at.index))?.[1] : undefined
}

/** The answer said in the manner asked for. What cannot be followed changes nothing. */
export function inManner(instruction: string, text: string): string {
  if (!instruction) return text
  let said = text
  if (/\bpirate/i.test(instruction))
    said = `Arr! ${said.replaceAll(/\byou\b/g, 'ye').replaceAll(/\byour\b/g, 'yer')}`
  if (/\b(?:upper ?case|all caps|capital letters)\b/i.test(instruction)) said = said.toUpperCase()
  if (/\b(?:bullets?|bullet points|bulleted)\b/i.test(instruction) && !/^(?:- |\||```|#|\$\$)/m.test(said))
    said = sentencesOf(said)
      .map((sentence) => `- ${sentence}`)
      .join('\n')
  if (/\bemoji/i.test(instruction)) said = `✨ ${said} 🎈`
  const start = affix(instruction, /\b(?:start|begin)\b/i)
  const end = affix(instruction, /\bend\b|\bfinish\b/i)
  return [start, said, end].filter(Boolean).join(start && !end ? ' ' : '\n\n')
}
