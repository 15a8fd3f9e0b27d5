import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FUNCTION_NAME, nameFrom } from './declaration.ts'
import { readFunctions } from './read.ts'
import { readResult } from './result.ts'

const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const weather = { name: 'get_weather', description: 'Weather of a city', parametersJsonSchema: schema }

function read(value: unknown) {
  const found = readFunctions(JSON.stringify(value))
  if (!found.ok) throw new Error(found.problem)
  return { ...found, declarations: found.functions.map(({ declaration }) => declaration) }
}

describe('a pasted list of functions', () => {
  test.each([
    ['Gemini', [weather]],
    ['Gemini', { functionDeclarations: [weather] }],
    ['Gemini', { contents: [], tools: [{ functionDeclarations: [weather] }] }],
    [
      'Gemini',
      [
        {
          name: 'get_weather',
          description: 'Weather of a city',
          parameters: { type: 'OBJECT', properties: { city: { type: 'STRING' } }, required: ['city'] },
        },
      ],
    ],
    [
      'OpenAI',
      [
        {
          type: 'function',
          function: { name: weather.name, description: weather.description, parameters: schema },
        },
      ],
    ],
    [
      'OpenAI',
      {
        tools: [
          { type: 'function', name: weather.name, description: weather.description, parameters: schema },
        ],
      },
    ],
    ['Anthropic', [{ name: weather.name, description: weather.description, input_schema: schema }]],
    [
      'MCP',
      {
        jsonrpc: '2.0',
        id: 1,
        result: { tools: [{ name: weather.name, description: weather.description, inputSchema: schema }] },
      },
    ],
  ])('of %s gives the declarations', (source, value) => {
    expect(read(value)).toMatchObject({ source, declarations: [weather], leftOut: [] })
  })

  test('says what could not be carried over', () => {
    const { declarations, leftOut } = read([
      { type: 'function', function: { name: 'a b', strict: true, parameters: schema } },
      { type: 'web_search' },
      { type: 'function', function: { name: 'a_b' } },
    ])
    expect(declarations.map(({ name }) => name)).toEqual(['a_b', 'a_b_2'])
    expect(leftOut).toEqual([
      '“a b” is not a valid function name; it is called a_b here.',
      'a_b: strict was left out.',
      '“web_search” is not a function, so it was left out.',
      'a_b is there more than once; another is called a_b_2 here.',
    ])
  })

  test('of MCP keeps the schema of the result', () => {
    const { functions } = read({
      tools: [
        {
          name: 'read',
          inputSchema: schema,
          outputSchema: { type: 'object' },
          annotations: { readOnlyHint: true },
        },
        { name: 'drop', inputSchema: schema, annotations: { destructiveHint: true } },
      ],
    })
    expect(functions).toMatchObject([
      { declaration: { name: 'read', responseJsonSchema: { type: 'object' } } },
      { declaration: { name: 'drop' } },
    ])
  })

  test.each([
    ['[', 'This is not JSON'],
    ['openapi: 3.1.0\npaths:\n', 'This is YAML'],
    ['{"hello": 1}', 'No function was found'],
    ['"text"', 'No function was found'],
    ['[{"type":"web_search"}]', 'No function was found'],
  ])('%j is refused in words', (text, words) => {
    expect(readFunctions(text)).toMatchObject({ ok: false, problem: expect.stringContaining(words) })
  })

  test('whatever JSON it is, the names are such that the API takes them, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string(), parameters: fc.jsonValue() })), (entries) => {
        const found = readFunctions(JSON.stringify(entries))
        if (!found.ok) return
        const names = found.functions.map(({ declaration }) => declaration.name)
        expect(names.every((name) => FUNCTION_NAME.test(name))).toBe(true)
        expect(new Set(names).size).toBe(names.length)
      }),
      { seed: 14 },
    )
    expect(nameFrom('9 lives')).toBe('_9_lives')
  })
})

test('a request of another API with a field named as a method is a list of tools', () => {
  const tools = [{ type: 'function', function: { name: 'look_up' } }]
  expect(read({ model: 'm', tools, options: { temperature: 1 } })).toMatchObject({
    source: 'OpenAI',
    declarations: [{ name: 'look_up' }],
  })
})

describe('an OpenAPI document', () => {
  const document = {
    openapi: '3.1.0',
    paths: {
      '/orders/{id}': {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' }, description: 'Its number' },
        ],
        get: {
          operationId: 'getOrder',
          summary: 'One order',
          parameters: [{ $ref: '#/components/parameters/Lang' }],
        },
        post: {
          summary: 'Change it',
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
          },
        },
      },
      '/files': { put: { operationId: 'upload', requestBody: { content: { 'text/csv': {} } } } },
    },
    components: {
      parameters: { Lang: { name: 'lang', in: 'query', schema: { type: 'string', nullable: true } } },
      schemas: {
        Order: {
          type: 'object',
          properties: { lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } } },
        },
        Line: { type: 'object', properties: { part: { $ref: '#/components/schemas/Line' } } },
      },
    },
  }

  test('gives a function for each operation, its schemas led under $defs', () => {
    const { source, functions, leftOut } = read(document)
    expect(source).toBe('OpenAPI')
    expect(functions).toEqual([
      {
        declaration: {
          name: 'getOrder',
          description: 'One order',
          parametersJsonSchema: {
            type: 'object',
            properties: {
              id: { type: 'string', description: 'Its number' },
              lang: { type: ['string', 'null'] },
            },
            required: ['id'],
          },
        },
      },
      {
        declaration: {
          name: 'post_orders_id',
          description: 'Change it',
          parametersJsonSchema: {
            type: 'object',
            properties: {
              id: { type: 'string', description: 'Its number' },
              body: { $ref: '#/$defs/Order' },
            },
            required: ['id', 'body'],
            $defs: {
              Order: {
                type: 'object',
                properties: { lines: { type: 'array', items: { $ref: '#/$defs/Line' } } },
              },
              Line: { type: 'object', properties: { part: { $ref: '#/$defs/Line' } } },
            },
          },
        },
      },
      { declaration: { name: 'upload', description: 'PUT /files' } },
    ])
    expect(leftOut).toEqual(['upload: its body is text/csv, which was left out.'])
  })

  test('names its places by pointers, with their escapes, into lists and into schemas', () => {
    const { functions } = read({
      paths: {
        '/a': { parameters: [{ name: 'first', in: 'query' }], get: { operationId: 'a' } },
        '/b': {
          get: {
            operationId: 'b',
            parameters: [
              { $ref: '#/paths/~1a/parameters/0' },
              { name: 'odd', in: 'query', schema: { $ref: '#/components/schemas/a~1b' } },
              { name: 'deep', in: 'query', schema: { $ref: '#/components/schemas/a~1b/properties/c' } },
            ],
          },
        },
      },
      components: { schemas: { 'a/b': { type: 'object', properties: { c: { type: 'string' } } } } },
    })
    expect(functions[1]?.declaration.parametersJsonSchema).toEqual({
      type: 'object',
      properties: {
        first: { type: 'string' },
        odd: { $ref: '#/$defs/a~1b' },
        deep: { $ref: '#/$defs/a~1b/properties/c' },
      },
      $defs: { 'a/b': { type: 'object', properties: { c: { type: 'string' } } } },
    })
  })

  test('may be one path or one operation of it', () => {
    expect(read(document.paths['/orders/{id}']).functions).toHaveLength(2)
    expect(read(document.paths['/files'].put).functions).toHaveLength(1)
  })
})

test.each([
  ['{"temp":3}', { ok: true, response: { temp: 3 }, wrapped: false }],
  ['[1]', { ok: true, response: { output: [1] }, wrapped: true }],
  ['null', { ok: true, response: { output: null }, wrapped: true }],
  ['"rain"', { ok: true, response: { output: 'rain' }, wrapped: true }],
  [' ', { ok: false, problem: 'Write the result as JSON first.' }],
  ['{', { ok: false, problem: expect.stringContaining('This is not JSON') }],
])('the result %j goes back as an object', (text, result) => {
  expect(readResult(text)).toEqual(result)
})
