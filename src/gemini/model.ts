/** Google's own server, without the version. */
export const DEFAULT_BASE_URL = 'https://generativelanguage.googleapis.com'

/** The version every path begins with; the base URL comes without it. */
export const API_VERSION = 'v1beta'

/**
 * The path of a model: `gemini-x` and `models/gemini-x` give `models/gemini-x`; `tunedModels/…` and other
 * collections stay. Undefined for an id that could lead the request elsewhere.
 */
export function modelPath(id: string): string | undefined {
  const name = id.trim()
  if (name === '' || /[?&#\\%\s]|\.\./.test(name)) return undefined
  const segments = name.split('/')
  if (segments.some((segment) => segment === '' || segment === '.')) return undefined
  return encodeURI(segments.length === 1 ? `models/${name}` : name)
}
