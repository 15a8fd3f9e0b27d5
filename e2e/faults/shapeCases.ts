/** Responses whose fields hold what they never should, and every way an answer can end without being whole. */
import { begun, begunText, chunk, event, pieces } from './wire.ts'
import type { Case } from './judge.ts'

const last = event(chunk('four.', 'STOP'))
const part = (value: unknown) =>
  event({ candidates: [{ content: { parts: [value], role: 'model' }, index: 0 }] })
const withFields = (fields: Record<string, unknown>) =>
  event({ candidates: [{ content: { parts: [{ text: 'four.' }] }, finishReason: 'STOP', ...fields }] })

/** Each stands between good events: they must still be there, and the page must stand. */
const between: Record<string, string> = {
  'candidates null': event({ candidates: null }),
  'candidates a text': event({ candidates: 'none' }),
  'candidates an object': event({ candidates: { 0: {} } }),
  'candidates of nothing': event({ candidates: [null, 7, 'x', []] }),
  'content null': event({ candidates: [{ content: null }] }),
  'content a text': event({ candidates: [{ content: 'hello' }] }),
  'parts an object': event({ candidates: [{ content: { parts: { text: 'x' } } }] }),
  'part null': part(null),
  'part a text': part('x'),
  'part a list': part([1]),
  'text a number': part({ text: 42 }),
  'text an object': part({ text: { a: 1 } }),
  'thought a text': part({ text: '', thought: 'yes' }),
  'function call empty': part({ functionCall: {} }),
  'function call null': part({ functionCall: null }),
  'function call odd': part({ functionCall: { name: { a: 1 }, args: 'x' } }),
  'partial arguments odd': part({
    functionCall: { name: 'f', partialArgs: [{ jsonPath: 7 }], willContinue: 'x' },
  }),
  'function answer odd': part({ functionResponse: { name: null, response: 1 } }),
  'code odd': part({ executableCode: { language: 7, code: { a: 1 } } }),
  'code a text': part({ executableCode: 'print(1)' }),
  'code result odd': part({ codeExecutionResult: { outcome: null, output: [1] } }),
  'picture odd': part({ inlineData: { mimeType: 7, data: {} } }),
  'picture broken': part({ inlineData: { mimeType: 'image/png', data: '!!!' } }),
  'picture of HTML': part({ inlineData: { mimeType: 'text/html', data: btoa('<script>alert(1)</script>') } }),
  'picture of SVG': part({
    inlineData: {
      mimeType: 'image/svg+xml',
      data: btoa('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    },
  }),
  'sound odd': part({ inlineData: { mimeType: 'audio/L16;rate=x', data: 'AAAA' } }),
  'file odd': part({ fileData: { fileUri: 'javascript:alert(1)', mimeType: 3 } }),
  'file null': part({ fileData: null }),
  'video odd': part({ videoMetadata: 'x' }),
  'an unknown part': part({ hologram: { deep: [[[{ a: null }]]] } }),
  'usage a text': event({ usageMetadata: 'much' }),
  'usage of texts': event({
    usageMetadata: { promptTokenCount: 'x', candidatesTokenCount: {}, thoughtsTokenCount: -1 },
  }),
  'usage details odd': event({
    usageMetadata: { promptTokensDetails: 'x', candidatesTokensDetails: [null, { modality: 7 }] },
  }),
  'version an object': event({ modelVersion: { a: 1 }, responseId: [1] }),
  'feedback odd': event({ promptFeedback: { safetyRatings: 'x' } }),
  'feedback a text': event({ promptFeedback: 'fine' }),
  'feedback null': event({ promptFeedback: null }),
  'index huge': event({ candidates: [{ index: 1e9, content: { parts: [] }, finishReason: 'STOP' }] }),
  'index a text': event({ candidates: [{ index: 'x', content: { parts: [] } }] }),
  'index NaN-like': event({ candidates: [{ index: -1.5, content: { parts: [] }, finishReason: 'STOP' }] }),
  'proto fields':
    'data: {"__proto__":{"polluted":1},"candidates":[{"__proto__":{"polluted":1},"constructor":1}]}\n\n',
}

/** Each comes with the last event of a whole answer. */
const fields: Record<string, Record<string, unknown>> = {
  'ratings a text': { safetyRatings: 'x' },
  'ratings odd': { safetyRatings: [null, 7, { category: 7, probability: {}, blocked: 'x' }, {}] },
  'citations odd': { citationMetadata: { citationSources: [null, 1, { uri: 7, startIndex: 'x' }] } },
  'citations a text': { citationMetadata: 'x' },
  'citation to a script': {
    citationMetadata: { citations: [{ uri: 'javascript:alert(1)', title: '<b>x' }] },
  },
  'grounding a text': { groundingMetadata: 'x' },
  'grounding odd': {
    groundingMetadata: {
      groundingChunks: [
        null,
        7,
        { web: null },
        { web: { uri: 7, title: {} } },
        { web: { uri: 'javascript:alert(1)', title: 'x' } },
      ],
      groundingSupports: [
        null,
        { segment: null, groundingChunkIndices: 'x' },
        { segment: { startIndex: -5, endIndex: 1e9 }, groundingChunkIndices: [99] },
      ],
      webSearchQueries: [null, 7, {}, '<img src=x onerror=alert(1)>'],
      searchEntryPoint: { renderedContent: '<script>alert(1)</script>' },
    },
  },
  'grounding lists odd': {
    groundingMetadata: { groundingChunks: 'x', webSearchQueries: { a: 1 }, groundingSupports: 7 },
  },
  'URL context odd': {
    urlContextMetadata: {
      urlMetadata: [null, { retrievedUrl: 'javascript:alert(1)', urlRetrievalStatus: 7 }],
    },
  },
  'URL context a text': { urlContextMetadata: 'x' },
  'logprobs odd': { logprobsResult: { chosenCandidates: 'x', topCandidates: [null] }, avgLogprobs: 'x' },
  'logprobs a text': { logprobsResult: 'x' },
  'finish message an object': { finishMessage: { a: 1 } },
  'role an object': { content: { parts: [{ text: 'four.' }], role: { a: 1 } } },
}

const whole = { state: 'complete', text: begunText } as const

export const oddFields: readonly Case[] = Object.entries(fields).map(([id, value]) => ({
  id,
  fault: pieces(...begun, withFields(value)),
  state: whole.state,
  text: whole.text,
}))

/** One that is a candidate of its own is not the first one's matter: the page has to stand, that is all. */
const another = /^index/

/** Several in one stream: whichever breaks the page breaks the case, and the page says which by its stack. */
const together = 8

export const oddBetween: readonly Case[] = Array.from(
  { length: Math.ceil(Object.keys(between).length / together) },
  (_, at) => {
    const some = Object.entries(between).slice(at * together, (at + 1) * together)
    const alone = some.some(([name]) => another.test(name))
    return {
      id: some.map(([name]) => name).join(', '),
      fault: pieces(...begun, ...some.map(([, value]) => value), last),
      ...(alone ? { state: 'any' as const, text: begunText } : whole),
    }
  },
)

const finish = (reason: unknown, text = '') =>
  pieces(...(text ? [event(chunk(text))] : []), event({ candidates: [{ finishReason: reason, index: 0 }] }))

export const endings: readonly Case[] = [
  {
    id: 'G14 prompt blocked',
    fault: pieces(event({ promptFeedback: { blockReason: 'SAFETY' } })),
    state: 'Blocked',
    says: ['SAFETY'],
  },
  ...['PROHIBITED_CONTENT', 'BLOCKLIST', 'A_NEW_REASON'].map((reason) => ({
    id: `prompt blocked ${reason}`,
    fault: pieces(event({ promptFeedback: { blockReason: reason } })),
    state: 'Blocked' as const,
    says: [reason],
  })),
  ...['SAFETY', 'RECITATION', 'LANGUAGE', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII', 'IMAGE_SAFETY'].flatMap(
    (reason) => [
      {
        id: `${reason} after text`,
        fault: finish(reason, 'One'),
        state: 'Blocked' as const,
        text: 'One',
        says: [reason],
      },
      { id: `${reason} alone`, fault: finish(reason), state: 'Blocked' as const, says: [reason] },
    ],
  ),
  ...[
    'MALFORMED_FUNCTION_CALL',
    'UNEXPECTED_TOOL_CALL',
    'OTHER',
    'NO_IMAGE',
    'A_NEW_REASON',
    '<img src=x onerror=alert(1)>',
  ].map((reason) => ({
    id: `finish ${reason.replaceAll(/\W/g, '')}`,
    fault: finish(reason),
    state: 'Failed' as const,
    says: [reason],
  })),
  { id: 'finish an object', fault: finish({ a: 1 }, 'One'), state: 'Interrupted', text: 'One' },
  { id: 'finish a number', fault: finish(7, 'One'), state: 'Failed', text: 'One', says: ['7'] },
  {
    id: 'MAX_TOKENS after text',
    fault: finish('MAX_TOKENS', 'One'),
    state: 'Cut off',
    text: 'One',
    says: ['MAX_TOKENS'],
  },
  { id: 'MAX_TOKENS alone', fault: finish('MAX_TOKENS'), state: 'No answer', says: ['MAX_TOKENS'] },
  { id: 'STOP alone', fault: finish('STOP'), state: 'No answer', says: ['STOP'] },
  {
    id: 'STOP with an empty text',
    fault: pieces(event(chunk('', 'STOP'))),
    state: 'No answer',
    says: ['STOP'],
  },
]
