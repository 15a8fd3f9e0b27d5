import { toCurl } from './curl.ts'
import type { GenerateContentRequest } from '../gemini/types.ts'
import { withExtra } from './request.ts'
import { snake } from './spelling.ts'

/** One call as it would go over the wire. */
export interface Call {
  /** Model id, with or without `models/`. */
  model: string
  /** Before Extra fields are laid over it. */
  request: GenerateContentRequest
  extra?: Record<string, unknown> | undefined
  stream: boolean
  /** Origin and optional path prefix; the public API when absent. */
  baseUrl?: string
}

export const languages = ['cURL', 'Python', 'TypeScript'] as const
export type Language = (typeof languages)[number]

export const PUBLIC_API = 'https://generativelanguage.googleapis.com'
const origin = ({ baseUrl }: Call) => (baseUrl || PUBLIC_API).replace(/\/+$/, '')
const bare = ({ model }: Call) => model.replace(/^models\//, '')

function curlOf(call: Call): string {
  const path = bare(call).includes('/') ? bare(call) : `models/${bare(call)}`
  const verb = call.stream ? 'streamGenerateContent?alt=sse' : 'generateContent'
  const url = `${origin(call)}/v1beta/${path}:${verb}`
  return toCurl({ method: 'POST', url, body: withExtra(call.request, call), stream: call.stream })
}

/**
 * Whose the keys of an object are: the API's own, which a language may spell its way; a map of the user's keys to what
 * the API knows, like the properties of a schema; or the user's data all the way down.
 */
type Keys = 'api' | 'map' | 'data'

/** How a language writes the values that JSON has. */
interface Notation {
  constant(value: boolean | null): string
  /** Writes a key as it is. */
  key(name: string): string
  /** Spells a key of the API. */
  spelled(name: string): string
  /** Inside a line of braces: `{ a: 1 }` or `{"a": 1}`. */
  pad: string
  /** Puts another value in place of one of the API's, where the language needs one. */
  special?(name: string, value: unknown): string | undefined
}

const WIDTH = 88

/** What holds the user's own keys, by the name that the API gives it. */
const keysUnder: Partial<Record<string, Keys>> = {
  args: 'data',
  response: 'data',
  responseJsonSchema: 'data',
  parametersJsonSchema: 'data',
  default: 'data',
  example: 'data',
  labels: 'data',
  properties: 'map',
  $defs: 'map',
}

/** Of an object under such a name in an object of such keys. */
function keysOf(name: string, around: Keys): Keys {
  if (around === 'data') return 'data'
  // A user may call a property `args`.
  return around === 'map' ? 'api' : ((Object.hasOwn(keysUnder, name) ? keysUnder[name] : undefined) ?? 'api')
}

/** Prints a JSON value as a literal: on one line where it fits, else one entry a line. */
export function literal(value: unknown, notation: Notation, indent: string, keys: Keys = 'api'): string {
  if (value === null || typeof value === 'boolean') return notation.constant(value)
  // A JSON string is a valid string literal in Python and TypeScript alike.
  if (typeof value !== 'object') return JSON.stringify(value)
  const inner = `${indent}${notation.pad === ' ' ? '  ' : '    '}`
  const isList = Array.isArray(value)
  const spelled = keys === 'api' ? notation.spelled : (name: string) => name
  const entries = isList
    ? value.map((item) => literal(item, notation, inner, keys))
    : Object.entries(value)
        .filter(([, child]) => child !== undefined)
        .map(
          ([name, child]) => `${notation.key(spelled(name))}: ${entry(name, child, notation, inner, keys)}`,
        )
  const [open, close, pad] = isList ? ['[', ']', ''] : ['{', '}', notation.pad]
  if (!entries.length) return open + close
  const line = `${open}${pad}${entries.join(', ')}${pad}${close}`
  if (line.length + indent.length <= WIDTH && !line.includes('\n')) return line
  return `${open}\n${entries.map((text) => `${inner}${text},\n`).join('')}${indent}${close}`
}

function entry(name: string, value: unknown, notation: Notation, indent: string, around: Keys): string {
  const special = around === 'api' ? notation.special?.(name, value) : undefined
  return special ?? literal(value, notation, indent, keysOf(name, around))
}

/** Both SDKs take `generationConfig` and what stands beside it in the request as one flat `config`. */
function configOf({ generationConfig, ...request }: GenerateContentRequest): Record<string, unknown> {
  const beside = Object.entries(request).filter(([name]) => name !== 'contents')
  return { ...Object.fromEntries(beside), ...generationConfig }
}

export const javascript: Notation = {
  constant: String,
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : JSON.stringify(name)),
  spelled: (name) => name,
  pad: ' ',
}

function toTypeScript(call: Call): string {
  const config = {
    ...configOf(call.request),
    ...(call.extra && { httpOptions: { extraBody: call.extra } }),
  }
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

export const python: Notation = {
  constant: (value) => (value === null ? 'None' : value ? 'True' : 'False'),
  key: (name) => JSON.stringify(name),
  spelled: snake,
  pad: '',
  // The SDK holds bytes here and encodes them itself; a string would be encoded twice. Either alphabet of base64 is read.
  special: (name, value) =>
    (name === 'data' || name === 'thoughtSignature') && typeof value === 'string'
      ? `base64.urlsafe_b64decode(${JSON.stringify(value)})`
      : undefined,
}

function toPython(call: Call): string {
  const config = Object.entries(configOf(call.request))
    .map(([name, value]) => `        ${snake(name)}=${entry(name, value, python, '        ', 'api')},\n`)
    .concat(
      call.extra
        ? `        http_options=types.HttpOptions(extra_body=${literal(call.extra, python, '        ', 'data')}),\n`
        : [],
    )
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
  if (language === 'cURL') return curlOf(call)
  return language === 'Python' ? toPython(call) : toTypeScript(call)
}
