import type { Ask } from '../ask.ts'
import { random } from '../random.ts'
import type { Random } from '../random.ts'
import { inManner } from './instruction.ts'
import { passage } from './intents.ts'
import { structured } from './json.ts'
import { describeImages } from './pictures.ts'
import { figures, plural, quoted, topics, wordsOf } from './words.ts'

/** Temperature 0 always picks the same words; above it settings, seed and the candidate's place do. */
function wording({ prompt, config, earlier }: Ask, variant: number): Random {
  const { temperature, topP, topK, seed } = config
  if (temperature === 0) return random(prompt)
  return random(JSON.stringify([prompt, earlier.length, temperature, topP, topK, seed, variant]))
}

/** The settings that were sent, so that the reader sees them arrive. */
function settings({ config }: Ask): string {
  const sent = Object.entries(config).filter(([, value]) => typeof value !== 'object')
  return sent.map(([name, value]) => `\`${name}\` ${value}`).join(', ')
}

function plain(ask: Ask, chance: Random): string {
  const { prompt, earlier } = ask
  const again =
    earlier.length > 0
      ? ` This is turn ${earlier.length + 1}; before it you wrote ${quoted(earlier.at(-1) ?? '', 60)}.`
      : ''
  if (!prompt) return `There was no text to answer.${again}`
  const count = wordsOf(prompt).length
  const echo = chance.pick([
    `You wrote ${quoted(prompt)}`,
    `I read ${quoted(prompt)}`,
    `Your prompt was ${quoted(prompt)}`,
  ])
  if (count <= 12)
    return `${echo}, ${plural(count, 'word')}.${again} ${chance.pick(['Ask for a table, some code or a formula.', 'Try “everything” to see all formatting.', 'Ask me for a sum, a list or a haiku.'])}`
  const rows = figures(prompt).map(([name, value]) => `| ${name} | ${value.toLocaleString('en')} |`)
  const frequent = topics(prompt).slice(0, 5)
  return `${echo}.${again}

### What I can tell of it

| | |
| :--- | ---: |
${rows.join('\n')}

${frequent.length > 0 ? `Words that carry it: ${frequent.map((word) => `*${word}*`).join(', ')}.` : 'I found no words that carry it.'}`
}

/** A tool's result, handed back by the client. */
function toolResults({ request }: Ask): string | undefined {
  const results = (request.contents.at(-1)?.parts ?? []).flatMap((part) => part.functionResponse ?? [])
  if (results.length === 0) return undefined
  const lines = results.map(({ name, response }) => `- \`${name}\` answered \`${JSON.stringify(response)}\``)
  return `Your ${plural(results.length, 'function')} answered:\n\n${lines.join('\n')}`
}

const echoes = /\b(?:exactly|only|just|after me)\b|^(?:say|repeat|echo)\b/i

/**
 * The text that answers a request: Markdown, or JSON where that was asked for. It says that it is no language model,
 * unless the prompt dictates the words.
 * @param variant the candidate's index
 */
export async function compose(ask: Ask, variant: number): Promise<string> {
  const chance = wording(ask, variant)
  const data = structured(ask, chance)
  if (data !== undefined) return data
  const pictures = ask.images.length > 0 ? await describeImages(ask.images) : undefined
  const found = pictures ?? toolResults(ask) ?? passage(ask, chance)
  if (found && !pictures && echoes.test(ask.prompt) && found.length < ask.prompt.length)
    return inManner(ask, found)
  const body = found ?? plain(ask, chance)
  const notice = chance.pick([
    'This is the demo, a small program and not a language model.',
    'A demo answers here, not a language model.',
    'You are talking to the demo, which is no language model.',
  ])
  const sent = settings(ask)
  const given = sent ? `\n\nSettings received: ${sent}.` : ''
  const quote =
    pictures && ask.prompt
      ? `\n\nYou asked ${quoted(ask.prompt)}` + (/[.?!]$/.test(ask.prompt) ? '' : '.')
      : ''
  const apart = /^[#|`>\d-]/.test(body)
  return inManner(ask, `${notice}${apart ? '\n\n' : ' '}${body}${quote}${given}`)
}
