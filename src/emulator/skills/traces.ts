import { fenced } from './skill.ts'
import type { Skill } from './skill.ts'
import { meanings } from './traceMeanings.ts'

interface Frame {
  file: string
  line: number
  where: string
  /** Belongs to the language or to a library, as its path tells. */
  foreign: boolean
}

interface Task {
  language: 'Python' | 'JavaScript' | 'Java'
  /** "TypeError: x is not a function" */
  error: string
  /** The innermost first. */
  frames: Frame[]
  /** The source of the own line, where the prompt shows it. */
  source: string | undefined
}

const foreignPath =
  /node_modules|node:|internal\/|site-packages|dist-packages|\/lib\/python|<frozen|react-dom|webpack|vite\/|\.min\.js|^(?:java|javax|jdk|sun|com\.sun|org\.springframework|org\.apache|org\.junit|org\.hibernate|kotlin|scala)\./

const pythonFrame = /^\s*File "([^"]+)", line (\d+)(?:, in (.+))?$/gm
const scriptFrame =
  /^\s*(?:at (?:(?:async )?(.+?) \()?(?:file:\/\/)?((?:[a-z]+:\/\/|[A-Z]:)?[^\s():]+):(\d+)(?::\d+)?\)?|(\S*)@(\S+?):(\d+):\d+)\s*$/gm
const javaFrame = /^\s*at ([\w.$<>/]+)\(([\w$]+\.(?:java|kt|scala|groovy)):(\d+)\)/gm

const python = /^(?:[\w.]*(?:Error|Exception|Interrupt|Warning|Exit|StopIteration))(?:: .*)?$/gm
const script =
  /^(?:\[?(?:Uncaught|Unhandled)[^:\n]*?\]?:? ?(?:\(in promise\) )?)?((?:[A-Z]\w*)?(?:Error|Exception)(?: \[\w+\])?: .+)$/m
const java = /^(?:Exception in thread "[^"]*" |Caused by: )?((?:[\w$]+\.)+\w+(?:Exception|Error)(?:: .*)?)$/gm

function javaTask(text: string): Omit<Task, 'source'> | null {
  const errors = [...text.matchAll(java)]
  // What stands last as "Caused by" is where it began.
  const cause = errors.at(-1)
  if (!cause) return null
  const frames = [...text.slice(cause.index).matchAll(javaFrame)].map(([, where = '', file = '', line]) => ({
    file,
    line: Number(line),
    where,
    foreign: foreignPath.test(where),
  }))
  return frames.length > 0 ? { language: 'Java', error: cause[1] ?? '', frames } : null
}

function pythonTask(text: string): Omit<Task, 'source'> | null {
  const frames = [...text.matchAll(pythonFrame)].map(([, file = '', line, where = '']) => ({
    file,
    line: Number(line),
    where,
    foreign: foreignPath.test(file),
  }))
  const error = [...text.matchAll(python)].at(-1)?.[0]
  return frames.length > 0 && error ? { language: 'Python', error, frames: frames.toReversed() } : null
}

function scriptTask(text: string): Omit<Task, 'source'> | null {
  const error = script.exec(text)
  if (!error) return null
  const frames = [...text.slice(error.index).matchAll(scriptFrame)].map(
    ([, at, file, line, name, place, row]) => ({
      file: file ?? place ?? '',
      line: Number(line ?? row),
      where: at ?? name ?? '',
      foreign: foreignPath.test(file ?? place ?? ''),
    }),
  )
  const known = meanings.some(({ pattern }) => pattern.test(error[1] ?? ''))
  return frames.length > 0 || known ? { language: 'JavaScript', error: error[1] ?? '', frames } : null
}

const ownFrame = ({ frames }: Pick<Task, 'frames'>) => frames.find(({ foreign }) => !foreign) ?? frames[0]

/** The line itself: below its frame, as Python prints it, or in numbered lines of source in the prompt. */
function sourceOf(text: string, frame: Frame | undefined): string | undefined {
  if (!frame) return undefined
  const lines = text.split('\n')
  const named = lines.findIndex((line) => line.includes(`File "${frame.file}", line ${frame.line}`))
  const below = named >= 0 ? (lines[named + 1] ?? '') : ''
  if (/^\s{4}\S/.test(below) && !/^\s*File "/.test(below)) return below.trim()
  const numbered = new RegExp(String.raw`^\s*>?\s*${frame.line}\s*[|:]?\s+(\S.*)$`)
  return lines.map((line) => numbered.exec(line)?.[1]).find((found) => found !== undefined)
}

/** "page.rows.map(" becomes "page?.rows?.map(" for an error about reading "map". */
function guarded(source: string | undefined, error: string): string | undefined {
  const property = /\(reading '([\w$]+)'\)/.exec(error)?.[1]
  const chain =
    property && source
      ? new RegExp(String.raw`[\w$]+(?:\.[\w$]+)*\.${property.replaceAll('$', String.raw`\$`)}\b`).exec(
          source,
        )?.[0]
      : undefined
  return chain && source?.replace(chain, chain.replaceAll('.', '?.'))
}

function explain(error: string): { meaning: string; check: string[] } {
  for (const { pattern, meaning, check } of meanings) {
    const found = pattern.exec(error)
    if (!found) continue
    const [first, second] = found.slice(1).filter((group) => group !== undefined)
    const fill = (text: string) =>
      text
        .replaceAll('$1', first ?? 'it')
        .replaceAll('$2', second ?? 'it')
        .replaceAll('$3', found[3] ?? 'it')
    return { meaning: fill(meaning), check: check.map(fill) }
  }
  return {
    meaning: 'This kind of error is not on my list; its message is all that the trace says.',
    check: ['the message, word by word', 'the values that this line works with'],
  }
}

const fences = { Python: 'python', JavaScript: 'js', Java: 'java' }

/** Stack traces of Python, JavaScript and Java: the error, the first line of one's own, what it means, what to check. */
export const traces: Skill<Task> = {
  name: 'stack traces',
  understand(text) {
    const plain = text.replaceAll('\r\n', '\n')
    const task = javaTask(plain) ?? pythonTask(plain) ?? scriptTask(plain)
    return task && { ...task, source: sourceOf(plain, ownFrame(task)) }
  },
  answer(task, variant) {
    const { error, language, source } = task
    const [kind = '', ...message] = error.split(': ')
    const own = ownFrame(task)
    const { meaning, check } = explain(error.replace(/^(\w+) \[\w+\]/, '$1'))
    const calledBy = task.frames.filter((frame) => !frame.foreign && frame !== own).slice(0, 3)
    const place = own ? `\`${own.file}:${own.line}\`${own.where ? ` in \`${own.where}\`` : ''}` : undefined
    const line = source ? `\n\n${fenced(source, fences[language])}` : ''
    const fix = guarded(source, error)
    const head = `**What failed.** \`${kind}\`${message.length > 0 ? `: ${message.join(': ').replace(/([<*_])/g, String.raw`\$1`)}` : ''}`
    const where = place
      ? `**Your line.** ${place}${own?.foreign ? ', which belongs to a library: no line of your own is in the trace' : ''}.${line}`
      : ''
    const chain =
      calledBy.length > 0
        ? `It was reached through ${calledBy.map(({ file, line: at, where: name }) => `\`${name || file}\` (line ${at})`).join(', then ')}.`
        : ''
    const guard = fix
      ? `**The smallest change.** It keeps the line from failing; whether an empty result is right there is yours to say.\n\n${fenced(fix, fences[language])}`
      : ''
    const todo = `**What to check.**\n\n${check.map((one) => `- ${one}`).join('\n')}`
    const blocks =
      variant === 1
        ? [head, `**Why.** ${meaning}`, where, guard]
        : variant === 2
          ? [`**Why.** ${meaning}`, where, head, todo]
          : [head, where, chain, `**Why.** ${meaning}`, todo, guard]
    return blocks.filter(Boolean).join('\n\n')
  },
}
