/** References of a result to what goes with it: `{ "$ref": displayName }`. */
import { isJson } from '../json.ts'

/** Every `$ref` in a value, in order. */
function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (!isJson(value)) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  )
}

/**
 * What is wrong with the references of a result, a sentence each: the API reads every `$ref` in it as one.
 * @param names of what goes with the result
 */
export function wrongReferences(response: unknown, names: readonly string[]): string[] {
  const refs = refsIn(response)
  const distinct = [...new Set(refs)]
  return [
    ...distinct
      .filter((ref) => !names.includes(ref))
      .map((ref) =>
        names.length === 0
          ? `"$ref": "${ref}" is read as a reference to a file, and no file goes with this result.`
          : `"$ref": "${ref}" names no file of this result.`,
      ),
    ...distinct
      .filter((ref) => names.includes(ref) && refs.indexOf(ref) !== refs.lastIndexOf(ref))
      .map((ref) => `"$ref": "${ref}" stands here twice; each file may be named once.`),
  ]
}
