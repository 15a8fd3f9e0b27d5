/** Functions that a model may call: how they are declared, and what answers their calls. */

export type JsonObject = { readonly [key: string]: unknown }

/** A declaration as the API takes it (`tools[].functionDeclarations[]`). */
export interface FunctionDeclaration {
  name: string
  description?: string
  /** JSON Schema of an object. */
  parametersJsonSchema?: JsonObject
  responseJsonSchema?: JsonObject
}

/** What answers a call in the reader's place. */
export const handlerKinds = ['fixed', 'table', 'javascript'] as const
export type HandlerKind = (typeof handlerKinds)[number]

/** What goes wrong on purpose, to see what a model makes of it. */
export const callFaults = [
  'error',
  'slow',
  'empty',
  'wrong type',
  'missing response',
  'missing signature',
] as const
export type CallFault = (typeof callFaults)[number]

/** A function of this request. Its declaration alone goes over the wire. */
export interface OwnFunction {
  declaration: FunctionDeclaration
  /** What answers its calls; absent: the reader is asked. */
  handler?: HandlerKind
  /** As typed, a text a kind, so that choosing another kind loses nothing. */
  handlers?: Partial<Record<HandlerKind, string>>
  /** Asks even in Run loop. */
  acts?: true
  fault?: CallFault
  /** Its JavaScript came with a file or an import: off until read and allowed. */
  unread?: true
}

/** Most declarations of one request: the API's discovery document. */
export const MOST_FUNCTIONS = 512

/** A letter or underscore first, then letters, digits and `_ . : -`, at most 128: the API's discovery document. */
export const FUNCTION_NAME = /^[A-Za-z_][\w.:-]{0,127}$/

/** A name that the API takes, as near as possible to the given one. */
export function nameFrom(given: string): string {
  const name = given
    .trim()
    .replaceAll(/[^\w.:-]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 128)
  if (name === '') return 'function'
  return FUNCTION_NAME.test(name) ? name : `_${name}`.slice(0, 128)
}
