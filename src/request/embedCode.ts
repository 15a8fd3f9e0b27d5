import { javascript, literal, PUBLIC_API, python } from './code.ts'
import { toCurl } from './curl.ts'
import type { EmbedContentRequest } from '../gemini/types.ts'
import type { Language } from './code.ts'

/** A call as it went over the wire. */
interface Sent {
  method: string
  url: string
  body?: string
}

/** What both SDKs take for a batch of texts: one call, one config for all of them. */
interface SdkCall {
  base: string
  model: string
  contents: unknown[]
  config: Omit<EmbedContentRequest, 'content'>
}

/**
 * A program that sends this very request. The key is read from `GEMINI_API_KEY`, never printed.
 * @returns source text that ends with a line break; null where an SDK has no such call
 */
export function toEmbedCode(language: Language, sent: Sent): string | null {
  if (language === 'cURL') {
    const { body, ...call } = sent
    return toCurl({ ...call, ...(body !== undefined && { body: JSON.parse(body) as unknown }) })
  }
  const call = sdkCallOf(sent)
  if (!call) return null
  return language === 'Python' ? toPython(call) : toTypeScript(call)
}

function sdkCallOf({ url, body }: Sent): SdkCall | null {
  const [, base, model] = /^(.*)\/v1beta\/models\/([^/]+):batchEmbedContents$/.exec(url) ?? []
  if (!base || !model || body === undefined) return null
  const { requests } = JSON.parse(body) as { requests: (EmbedContentRequest & { model?: string })[] }
  const [first] = requests
  if (!first) return null
  const { content: _, model: __, ...config } = first
  const contents = requests.map(({ content }) => {
    const [part, ...more] = content.parts ?? []
    return part?.text !== undefined && more.length === 0 ? part.text : content
  })
  return { base, model, contents, config }
}

function toTypeScript({ base, model, contents, config }: SdkCall): string {
  const http = base === PUBLIC_API ? '' : `, httpOptions: { baseUrl: ${JSON.stringify(base)} }`
  const options = { model, contents, ...(Object.keys(config).length > 0 && { config }) }
  return `// npm install @google/genai
import { GoogleGenAI } from '@google/genai'

const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY${http} })

const response = await ai.models.embedContent(${literal(options, javascript, '')})
for (const { values } of response.embeddings ?? []) console.log(values?.length)
`
}

function toPython({ base, model, contents, config }: SdkCall): string {
  const http =
    base === PUBLIC_API ? '' : `,\n    http_options=types.HttpOptions(base_url=${JSON.stringify(base)})`
  const settings = literal(config, python, '    ')
  const some = Object.keys(config).length > 0
  const shown = literal(contents, python, '    ')
  return `# pip install google-genai
${shown.includes('base64.') ? 'import base64\n' : ''}import os

from google import genai
${http ? 'from google.genai import types\n' : ''}
client = genai.Client(
    api_key=os.environ["GEMINI_API_KEY"]${http},
)

response = client.models.embed_content(
    model=${JSON.stringify(model)},
    contents=${shown},
${some ? `    config=${settings},\n` : ''})
for embedding in response.embeddings:
    print(len(embedding.values))
`
}
