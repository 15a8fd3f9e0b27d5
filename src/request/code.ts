import type { GenerateContentRequest } from '../gemini/types.ts'

/** One call as it would go over the wire. */
export interface Call {
  /** Model id, with or without `models/`. */
  model: string
  request: GenerateContentRequest
  stream: boolean
  /** Origin and optional path prefix; the public API when absent. */
  baseUrl?: string
}

export const languages = ['cURL', 'Python', 'TypeScript'] as const
export type Language = (typeof languages)[number]

export const PUBLIC_API = 'https://generativelanguage.googleapis.com'
const origin = ({ baseUrl }: Call) => (baseUrl || PUBLIC_API).replace(/\/+$/, '')
const bare = ({ model }: Call) => model.replace(/^models\//, '')

/** POSIX: nothing is special inside single quotes but the quote itself. */
export const shellQuote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Linux takes 128 KiB in one argument. */
const LONGEST_ARGUMENT = 100_000

function toCurl(call: Call): string {
  const path = bare(call).includes('/') ? bare(call) : `models/${bare(call)}`
  const verb = call.stream ? 'streamGenerateContent?alt=sse' : 'generateContent'
  const body = JSON.stringify(call.request, null, 2)
  const head = [
    `curl${call.stream ? ' --no-buffer' : ''} ${shellQuote(`${origin(call)}/v1beta/${path}:${verb}`)}`,
    '-H "x-goog-api-key: $GEMINI_API_KEY"',
    "-H 'Content-Type: application/json'",
  ].join(' \\\n  ')
  const quoted = shellQuote(body)
  // A line of pretty JSON is never the bare word: line breaks inside its strings are escaped.
  if (quoted.length > LONGEST_ARGUMENT) return `${head} \\\n  --data-binary @- <<'JSON'\n${body}\nJSON\n`
  return `${head} \\\n  -d ${quoted}\n`
}

/** How a language writes the values that JSON has. */
interface Notation {
  constant(value: boolean | null): string
  key(name: string): string
  /** Inside a line of braces: `{ a: 1 }` or `{"a": 1}`. */
  pad: string
  /** Puts another value in place, where the language needs one. */
  special?(name: string, value: unknown): string | undefined
  /** Keys under this name are the user's own and stay as they are. */
  verbatim(name: string): boolean
  /** The same notation without renaming, for what stands under a verbatim name. */
  plain?: Notation
}

const WIDTH = 88

/** Prints a JSON value as a literal: on one line where it fits, else one entry a line. */
export function literal(value: unknown, notation: Notation, indent: string): string {
  if (value === null || typeof value === 'boolean') return notation.constant(value)
  // A JSON string is a valid string literal in Python and TypeScript alike.
  if (typeof value !== 'object') return JSON.stringify(value)
  const inner = `${indent}${notation.pad === ' ' ? '  ' : '    '}`
  const isList = Array.isArray(value)
  const entries = isList
    ? value.map((item) => literal(item, notation, inner))
    : Object.entries(value)
        .filter(([, child]) => child !== undefined)
        .map(([name, child]) => `${notation.key(name)}: ${entry(name, child, notation, inner)}`)
  const [open, close, pad] = isList ? ['[', ']', ''] : ['{', '}', notation.pad]
  if (!entries.length) return open + close
  const line = `${open}${pad}${entries.join(', ')}${pad}${close}`
  if (line.length + indent.length <= WIDTH && !line.includes('\n')) return line
  return `${open}\n${entries.map((text) => `${inner}${text},\n`).join('')}${indent}${close}`
}

function entry(name: string, value: unknown, notation: Notation, indent: string): string {
  const within = notation.verbatim(name) && notation.plain ? notation.plain : notation
  return notation.special?.(name, value) ?? literal(value, within, indent)
}

/** Both SDKs take `generationConfig` and what stands beside it in the request as one flat `config`. */
function configOf({ generationConfig, ...request }: GenerateContentRequest): Record<string, unknown> {
  const beside = Object.entries(request).filter(([name]) => name !== 'contents')
  return { ...Object.fromEntries(beside), ...generationConfig }
}

export const javascript: Notation = {
  constant: String,
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : JSON.stringify(name)),
  pad: ' ',
  verbatim: () => false,
}

function toTypeScript(call: Call): string {
  const config = configOf(call.request)
  const options = {
    model: bare(call),
    contents: call.request.contents,
    ...(Object.keys(config).length && { config }),
  }
  const http =
    origin(call) === PUBLIC_API ? '' : `, httpOptions: { baseUrl: ${JSON.stringify(origin(call))} }`
  const argument = literal(options, javascript, '')
  const end = call.stream
    ? `const stream = await ai.models.generateContentStream(${argument})
for await (const chunk of stream) {
  process.stdout.write(chunk.text ?? '')
}
`
    : `const response = await ai.models.generateContent(${argument})
console.log(response.text)
`
  return `// npm install @google/genai
import { GoogleGenAI } from '@google/genai'

const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY${http} })

${end}`
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

export const python: Notation = {
  constant: (value) => (value === null ? 'None' : value ? 'True' : 'False'),
  key: (name) => JSON.stringify(snake(name)),
  pad: '',
  // The SDK holds bytes here and encodes them itself; a string would be encoded twice.
  special: (name, value) =>
    (name === 'data' || name === 'thoughtSignature') && typeof value === 'string'
      ? `base64.b64decode(${JSON.stringify(value)})`
      : undefined,
  verbatim: (name) => name === 'args' || name === 'response',
  plain: {
    constant: (value) => (value === null ? 'None' : value ? 'True' : 'False'),
    key: (name) => JSON.stringify(name),
    pad: '',
    verbatim: () => false,
  },
}

function toPython(call: Call): string {
  const config = Object.entries(configOf(call.request))
    .map(([name, value]) => `        ${snake(name)}=${entry(name, value, python, '        ')},\n`)
    .join('')
  const http =
    origin(call) === PUBLIC_API
      ? ''
      : `,\n    http_options=types.HttpOptions(base_url=${JSON.stringify(origin(call))})`
  const options = [
    `    model=${JSON.stringify(bare(call))},\n`,
    `    contents=${literal(call.request.contents, python, '    ')},\n`,
    config && `    config=types.GenerateContentConfig(\n${config}    ),\n`,
  ].join('')
  const end = call.stream
    ? `for chunk in client.models.generate_content_stream(
${options}):
    print(chunk.text or "", end="", flush=True)
`
    : `response = client.models.generate_content(
${options})
print(response.text)
`
  return `# pip install google-genai
${end.includes('base64.') ? 'import base64\n' : ''}import os

from google import genai
${config || http ? 'from google.genai import types\n' : ''}
client = genai.Client(
    api_key=os.environ["GEMINI_API_KEY"]${http},
)

${end}`
}

/**
 * A program that sends this very request. The key is read from `GEMINI_API_KEY`, never printed.
 * @returns source text that ends with a line break
 */
export function toCode(language: Language, call: Call): string {
  if (language === 'cURL') return toCurl(call)
  return language === 'Python' ? toPython(call) : toTypeScript(call)
}
