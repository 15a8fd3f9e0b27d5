/** Code execution: a small program, what it would print or draw, and text around it. No Python runs here. */
import type { Ask } from '../ask.ts'
import { fromBase64, toBase64 } from '../base64.ts'
import { barChart } from '../chart.ts'
import type { Plan } from '../plan.ts'
import { lowerAlphanumeric } from '../random.ts'
import { sign } from '../signature.ts'
import { arithmetic } from '../skills/arithmetic.ts'
import { readable } from '../skills/expression.ts'
import { readData } from '../skills/tabular.ts'
import { plural, wordsOf } from '../skills/words.ts'
import { Speaker } from '../speak.ts'

/** A program, what it would print, and what stands before and after it. */
interface Program {
  before: string
  code: string
  output: string
  /** What it would draw. */
  bars?: readonly number[]
  after: string
}

/** A sum as Python spells it; undefined where that would not be the same sum. */
function sum(prompt: string): Program | undefined {
  const task = arithmetic.understand(prompt, { now: 0, earlier: [] })
  if (!task || !/^[\d.\s+\-*/^()]+$/.test(task.expression) || Math.abs(task.value) >= 1e15) return undefined
  // Zeros at the beginning, minus before a power and powers of powers mean something else there.
  if (/(?<![\d.])0\d|-\s*[\d.]+\s*\^|\^[^+*/]*\^/.test(task.expression)) return undefined
  // Python divides into a float.
  const isFloat = task.expression.includes('/') && Number.isInteger(task.value)
  const output = `${task.value}${isFloat ? '.0' : ''}\n`
  return {
    before: 'I work that out with a small program.\n\n',
    code: `print(${task.expression.replaceAll('^', '**')})\n`,
    output,
    after: `It comes to **${readable(task.value)}**.`,
  }
}

function wordCount(prompt: string): Program {
  const split = prompt.split(/\s+/).filter(Boolean)
  const longest = Math.max(0, ...split.map((word) => Array.from(word).length))
  return {
    before: 'I count the words of your prompt with a small program.\n\n',
    code: `text = ${JSON.stringify(prompt)}\nwords = text.split()\nprint(len(words), max(map(len, words), default=0))\n`,
    output: `${split.length} ${longest}\n`,
    after: `The longest of your ${wordsOf(prompt).length} words has ${longest} characters.`,
  }
}

/** A column of numbers of a table that came with the prompt. */
interface Column {
  name: string
  values: readonly number[]
}

/** The column that the prompt names, else the first one of numbers; undefined where no table came, or none with numbers. */
function columnOf({ request: { contents }, prompt }: Ask): Column | undefined {
  const parts = contents.findLast(({ role }) => role !== 'model')?.parts ?? []
  const tables = parts.flatMap(({ inlineData }) =>
    inlineData && /^text\/(?:csv|plain|tab-separated-values)\b/.test(inlineData.mimeType)
      ? (readData(new TextDecoder().decode(fromBase64(inlineData.data)))?.table ?? [])
      : [],
  )
  const columns = tables.flatMap(({ head, rows }) =>
    head.flatMap((name, at): Column[] => {
      const values = rows.map((cells) => cells[at])
      return values.every((value) => typeof value === 'number') ? [{ name, values }] : []
    }),
  )
  const asked = prompt.toLowerCase()
  return columns.find(({ name }) => name !== '' && asked.includes(name.toLowerCase())) ?? columns[0]
}

/** As Python prints what `round(x, 6)` gives for a float. */
function pythonFloat(value: number): string {
  const rounded = Number(value.toFixed(6))
  return Number.isInteger(rounded) ? `${rounded}.0` : String(rounded)
}

const sumOf = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

function columnFigures({ name, values }: Column): Program {
  const total = sumOf(values)
  const key = JSON.stringify(name)
  return {
    before: `I read the column “${name}” of the attached table with a small program.\n\n`,
    code: `import pandas as pd\n\ncolumn = pd.read_csv("input.csv", sep=None, engine="python")[${key}].astype(float)\nprint(len(column), round(column.sum(), 6), round(column.mean(), 6))\n`,
    output: `${values.length} ${pythonFloat(total)} ${pythonFloat(total / values.length)}\n`,
    after: `The ${plural(values.length, 'value')} of “${name}” come to **${readable(total)}**, ${readable(total / values.length)} on average.`,
  }
}

/** More bars than these are too thin to see. */
const MOST_BARS = 60
const squares = Array.from({ length: 11 }, (_, x) => x * x)

/** Draws the table's column, else the numbers of the prompt, else the squares. */
function plot(prompt: string, column: Column | undefined): Program {
  const inPrompt = (prompt.match(/(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\w)/g) ?? []).map(Number)
  const [what, all] = column
    ? [`the column “${column.name}”`, column.values]
    : inPrompt.length > 1
      ? ['the numbers of your prompt', inPrompt]
      : ['the squares of 0 to 10, since your prompt holds no row of numbers', squares]
  const bars = all.slice(0, MOST_BARS)
  return {
    before: `I draw ${what} as bars.\n\n`,
    code: [
      'import matplotlib.pyplot as plt',
      '',
      `values = ${JSON.stringify(bars).replaceAll(',', ', ')}`,
      'plt.bar(range(len(values)), values)',
      'plt.show()',
      'print(len(values), min(values), max(values))',
      '',
    ].join('\n'),
    output: `${bars.length} ${Math.min(...bars)} ${Math.max(...bars)}\n`,
    bars,
    after: `The picture has ${plural(bars.length, 'bar')}${all.length > bars.length ? `, the first of ${all.length} values` : ''}. The demo drew it itself: no Python was run.`,
  }
}

function programFor(ask: Ask): Program {
  const column = columnOf(ask)
  if (/\b(?:plot|draw|chart|graph)(?:s|ing|ted)?\b/i.test(ask.prompt)) return plot(ask.prompt, column)
  return column ? columnFigures(column) : (sum(ask.prompt) ?? wordCount(ask.prompt))
}

/** The same figures, computed by the program that answers. */
export async function codeExecution(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const { before, code, output, bars, after } = programFor(ask)
  const id = ask.chance.word(8, lowerAlphanumeric)
  const signature = ask.traits.signs ? { thoughtSignature: sign(`${ask.responseId}/code`, 300) } : {}
  const picture = bars && toBase64(await barChart(bars))
  return [
    ...speaker.think([
      '**Counting by program**\n\nThe demo writes one of four programs. It runs no Python, and works out the same figures itself.\n\n\n',
    ]),
    ...speaker.say(before),
    speaker.chunk([{ executableCode: { id, language: 'PYTHON', code }, ...signature }]),
    { wait: 400 },
    speaker.chunk([{ codeExecutionResult: { id, outcome: 'OUTCOME_OK', output } }]),
    ...(picture ? [speaker.chunk([{ inlineData: { mimeType: 'image/png', data: picture } }])] : []),
    ...speaker.say(after),
    speaker.finish('STOP'),
  ]
}
