/** What a system instruction asks of the manner of an answer, as far as simple words can tell. */
import type { Ask } from '../ask.ts'
import { quoted, sentencesOf } from './words.ts'

const greetings: Record<string, string> = {
  french: 'Ceci est une démonstration, pas un modèle de langage.',
  german: 'Dies ist eine Vorführung, kein Sprachmodell.',
  spanish: 'Esto es una demostración, no un modelo de lenguaje.',
  italian: 'Questa è una dimostrazione, non un modello linguistico.',
  portuguese: 'Isto é uma demonstração, não um modelo de linguagem.',
  dutch: 'Dit is een demonstratie, geen taalmodel.',
  japanese: 'これはデモで、言語モデルではありません。',
  chinese: '这是演示，不是语言模型。',
}

const brief = /\b(?:brief|briefly|concise|concisely|terse|short|one sentence|a sentence|one line)\b/i

const inner = /["“'‘«](.+?)["”'’»]/

function affix(instruction: string, verb: RegExp): string | undefined {
  const at = verb.exec(instruction)
  return at ? inner.exec(instruction.slice(at.index))?.[1] : undefined
}

/** The answer said in the manner asked for; what cannot be followed is said, not pretended. */
export function inManner(ask: Ask, text: string): string {
  const { instruction } = ask
  if (!instruction) return text
  const notes: string[] = []
  let said = text
  const language = Object.keys(greetings).find((name) => new RegExp(`\\b${name}\\b`, 'i').test(instruction))
  if (brief.test(instruction))
    said = sentencesOf(said.replace(/^#+ .*$/gm, ''))
      .slice(0, 2)
      .join(' ')
  else if (language)
    notes.push(`Beyond that sentence I have no ${language.replace(/^./, (c) => c.toUpperCase())}.`)
  if (language) said = `${greetings[language]}\n\n${said}`
  if (/\bpirate/i.test(instruction))
    said = `Arr! ${said.replaceAll(/\byou\b/g, 'ye').replaceAll(/\byour\b/g, 'yer')}`
  if (/\b(?:upper ?case|all caps|capital letters)\b/i.test(instruction)) said = said.toUpperCase()
  if (/\b(?:bullets?|bullet points|bulleted)\b/i.test(instruction) && !said.includes('\n- '))
    said = sentencesOf(said)
      .map((sentence) => `- ${sentence}`)
      .join('\n')
  if (/\bemoji/i.test(instruction)) said = `✨ ${said} 🎈`
  const start = affix(instruction, /\b(?:start|begin)\b/i)
  const end = affix(instruction, /\bend\b|\bfinish\b/i)
  if (!brief.test(instruction)) {
    const note = `System instruction received: ${quoted(instruction, 160)}`
    said += `\n\n*${[note, ...notes].join(' ')}*`
  }
  return [start, said, end].filter(Boolean).join(start && !end ? ' ' : '\n\n')
}
