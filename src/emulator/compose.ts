import type { Ask } from './ask.ts'
import { formatOf } from './format.ts'
import { hash } from './random.ts'
import { valueFor } from './skills/fill.ts'
import { inManner, wantsBrief } from './skills/manner.ts'
import { noModel } from './skills/noModel.ts'
import { measured } from './skills/pictures.ts'
import { skilled } from './skills/table.ts'
import { plural } from './skills/words.ts'

export interface Composed {
  /** The skill that answers; undefined where there is only to say that there is no model here. */
  by: string | undefined
  /** The text of a candidate, by its index: Markdown, or JSON where that was asked for. */
  text: (index: number) => string
}

/** Without settings the first wording, and with temperature 0; else which one follows from settings and seed. */
function firstVariant({ config }: Ask): number {
  const { temperature, topP, topK, seed } = config
  const settings = [temperature, topP, topK, seed]
  if (temperature === 0 || settings.every((value) => value === undefined)) return 0
  return hash(JSON.stringify(settings)) % 3
}

/** A tool's result, handed back by the client. */
function toolResults({ request }: Ask): Composed | undefined {
  const results = (request.contents.at(-1)?.parts ?? []).flatMap((part) => part.functionResponse ?? [])
  if (results.length === 0) return undefined
  const lines = results.map(({ name, response }) => `\`${name}\` answered \`${JSON.stringify(response)}\``)
  const leads = [
    `Your ${plural(results.length, 'function')} answered:`,
    'The answers, as they came:',
    `${plural(results.length, 'answer')} from your side:`,
  ]
  return {
    by: 'function results',
    text: (variant) => `${leads[variant % 3]}\n\n${lines.map((line) => `- ${line}`).join('\n')}`,
  }
}

async function plain(ask: Ask): Promise<Composed> {
  const { prompt, earlier, now, images, decode, instruction } = ask
  if (images.length > 0) return { by: 'pictures', text: await measured(images, decode) }
  const brief = wantsBrief(instruction)
  const found = toolResults(ask) ?? skilled(prompt, { now, earlier })
  // The second wording of a skill is the result alone.
  if (found) return brief ? { ...found, text: (variant) => found.text(variant === 0 ? 1 : variant) } : found
  return {
    by: undefined,
    text: (variant) => {
      const whole = noModel(prompt, instruction, variant)
      return brief ? whole.replace(/\n[^]*$/, '') : whole
    },
  }
}

/** JSON that stands in a fence, else the text as the one value there is. */
function asJson(text: string): unknown {
  const block = /^```json\n([^]*?)\n```/.exec(text)?.[1]
  try {
    return block === undefined ? { answer: text } : (JSON.parse(block) as unknown)
  } catch {
    return { answer: text }
  }
}

/** What answers a request, and how it is worded in each candidate. */
export async function compose(ask: Ask): Promise<Composed> {
  const { config, prompt } = ask
  const start = firstVariant(ask)
  const { type, schema } = formatOf(config)
  if (type === 'text/x.enum' || (type === 'application/json' && schema)) {
    const { value } = valueFor(schema ?? {}, { prompt, root: schema ?? {} })
    if (type === 'text/x.enum') return { by: 'schema', text: () => String(value) }
    // The values are the same in every candidate; only their layout can differ.
    return { by: 'schema', text: (index) => JSON.stringify(value, null, [2, 0, 4][(start + index) % 3]) }
  }
  const { by, text } = await plain(ask)
  if (type === 'application/json')
    return { by, text: (index) => JSON.stringify(asJson(text((start + index) % 3)), null, 2) }
  return { by, text: (index) => inManner(ask.instruction, text((start + index) % 3)) }
}
