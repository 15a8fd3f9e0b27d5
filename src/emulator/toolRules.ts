/** Tools: which go together on which model, and what a declaration has to be. */
import type { Content } from '../gemini/types.ts'
import type { GenerateRequest, Tool } from './ask.ts'
import { broken, invalid } from './errors.ts'
import { formatOf } from './format.ts'
import type { Traits } from './models.ts'

const at = (name: string) => `GenerateContentRequest.${name}`

function checkDeclarations({ tools = [] }: GenerateRequest): string[] {
  const names: string[] = []
  tools.forEach(({ functionDeclarations = [] }, tool) => {
    functionDeclarations.forEach((declaration, index) => {
      const path = at(`tools[${tool}].function_declarations[${index}]`)
      const { name = '' } = declaration
      if (!/^[A-Za-z_][\w.:-]{0,127}$/.test(name))
        throw broken(
          `${path}.name`,
          'Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), ' +
            'underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 128.',
        )
      if (declaration.parameters && declaration.parametersJsonSchema)
        throw broken(path, 'parameters and parameters_json_schema cannot both be set.')
      if (declaration.response && declaration.responseJsonSchema)
        throw broken(path, 'response and response_json_schema cannot both be set.')
      if (names.includes(name)) throw broken(at('tools'), `Duplicate function declaration found: ${name}`)
      names.push(name)
    })
  })
  if (names.length > 512) throw broken(at('tools'), 'at most 512 function_declarations can be specified.')
  return names
}

function checkCalling({ toolConfig }: GenerateRequest, declared: readonly string[]): void {
  const { mode, allowedFunctionNames: allowed = [] } = toolConfig?.functionCallingConfig ?? {}
  if (allowed.length === 0) return
  const path = at('tool_config.function_calling_config.allowed_function_names')
  const implied = toolConfig?.includeServerSideToolInvocations ? 'VALIDATED' : 'AUTO'
  if (!['ANY', 'VALIDATED'].includes(mode ?? implied))
    throw broken(path, 'should only be set when the function calling mode is ANY or VALIDATED.')
  const unknown = allowed.find((name) => !declared.includes(name))
  if (unknown !== undefined) throw broken(path, `function ${unknown} is not declared.`)
}

/** Which model has which of the API's tools; the words about Maps and about Search's dates are by analogy. */
function checkBuiltIn({ id, generation }: Traits, { tools = [], toolConfig }: GenerateRequest): void {
  const draws = /-image/.test(id)
  const speaks = /-(?:tts|speech|audio)/.test(id)
  const lacks = {
    googleSearch: speaks || (draws && generation < 3),
    urlContext: speaks || draws || generation < 2.5 || id.startsWith('gemma'),
    codeExecution: speaks || draws,
    googleMaps: speaks || draws || generation < 2.5,
  }
  tools.forEach((tool, index) => {
    if (tool.googleSearch && lacks.googleSearch) throw invalid('Search as tool is not enabled for this model')
    if (tool.urlContext && lacks.urlContext)
      throw invalid(`Url Context as tool is not enabled for models/${id}`)
    if (tool.codeExecution && lacks.codeExecution)
      throw invalid(`Code execution is not enabled for models/${id}`)
    if (tool.googleMaps && lacks.googleMaps)
      throw invalid('Google Maps as tool is not enabled for this model')
    checkRange(tool, index)
  })
  const { latitude = 0, longitude = 0 } = toolConfig?.retrievalConfig?.latLng ?? {}
  const place = at('tool_config.retrieval_config.lat_lng')
  if (Math.abs(latitude) > 90)
    throw broken(`${place}.latitude`, 'latitude must be in the range [-90.0, +90.0].')
  if (Math.abs(longitude) > 180)
    throw broken(`${place}.longitude`, 'longitude must be in the range [-180.0, +180.0].')
}

/** Documented: both ends or none, the end exclusive. */
function checkRange({ googleSearch }: Tool, index: number): void {
  const range = googleSearch?.timeRangeFilter
  if (!range) return
  const path = at(`tools[${index}].google_search.time_range_filter`)
  const { startTime, endTime } = range
  if (startTime === undefined || endTime === undefined)
    throw broken(path, 'start_time and end_time must both be set, or neither.')
  const [start, end] = [startTime, endTime].map((time) => Date.parse(time))
  if (start === undefined || end === undefined || !(start < end))
    throw broken(path, 'start_time must be before end_time.')
}

/** @throws ApiError 400 */
export function checkTools(traits: Traits, request: GenerateRequest): void {
  const { tools = [], toolConfig, generationConfig: config = {} } = request
  const declared = checkDeclarations(request)
  checkCalling(request, declared)
  checkBuiltIn(traits, request)
  const declares = declared.length > 0
  const builtIn = tools.some((tool) => Object.keys(tool).some((key) => key !== 'functionDeclarations'))
  const asJson = formatOf(config).type === 'application/json'
  if (traits.generation < 3) {
    if (declares && builtIn) throw invalid('Tool use with function calling is unsupported')
    if (asJson && declares)
      throw invalid("Function calling with a response mime type: 'application/json' is unsupported")
    if (asJson && builtIn)
      throw invalid("Tool use with a response mime type: 'application/json' is unsupported")
  } else if (declares && builtIn) {
    if (!toolConfig?.includeServerSideToolInvocations)
      throw invalid(
        'Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.',
      )
    // By analogy: documented as not supported, the words were not observed.
    if (toolConfig.functionCallingConfig?.mode === 'AUTO')
      throw invalid(
        'Function calling mode AUTO is not supported with include_server_side_tool_invocations. Please use VALIDATED.',
      )
  }
}

const callsIn = ({ role, parts = [] }: Content) =>
  role === 'model' ? parts.filter((part) => part.functionCall).length : 0
const resultsIn = ({ role, parts = [] }: Content) =>
  role === 'model' ? 0 : parts.filter((part) => part.functionResponse).length

/** Documented for Gemini 3 and later; the words are by analogy, they were not observed. @throws ApiError 400 */
export function checkResults({ id, generation }: Traits, { contents }: GenerateRequest): void {
  const withMedia = contents.some(({ parts }) =>
    parts?.some(({ functionResponse }) => (functionResponse as { parts?: unknown } | undefined)?.parts),
  )
  if (withMedia && generation < 3)
    throw invalid(`Multimodal function responses are not supported for models/${id}`)
}

/** Observed: as many results as calls, in the turn right after them. @throws ApiError 400 */
export function checkCallTurns({ contents }: GenerateRequest): void {
  contents.forEach((content, index) => {
    const calls = callsIn(content)
    const next = contents[index + 1]
    // Recorded: results inside the turn of the calls themselves are taken.
    const inside = content.parts?.some((part) => part.functionResponse)
    if (calls > 0 && !inside && next && resultsIn(next) !== calls)
      throw invalid(
        'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
      )
    const before = contents[index - 1]
    if (calls > 0 && (!before || before.role === 'model'))
      throw invalid(
        'Please ensure that function call turn comes immediately after a user turn or after a function response turn.',
      )
    if (resultsIn(content) > 0 && !(before && callsIn(before) > 0))
      throw invalid('Please ensure that function response turn comes immediately after a function call turn.')
  })
}
