import { isJson } from './json.ts'
import { fileUriOf, filtered } from './projectIds.ts'
import type { Prompt } from './schema.ts'

/** Names in a query that let whoever has the address in: of S3, Azure, Google Cloud and CloudFront, and the usual ones. */
const SECRET =
  /(?:^|[-_])(?:sig|signature|token|secret|password|jwt|hmac)$|token$|^x-(?:amz|goog)-|^(?:api[-_]?)?key$|^auth(?!or(?!i[sz]))|^(?:AWSAccessKeyId|GoogleAccessId|key-pair-id|upload_id)$/i

/** Whether a text is an address with a signature, a token or a password in it. */
export function isSecretAddress(text: string): boolean {
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return false
  const { searchParams, username, password } = new URL(text)
  return username !== '' || password !== '' || [...searchParams.keys()].some((name) => SECRET.test(name))
}

const ADDRESS = /https?:\/\/[^\s"'<>\\]+/gi

/** A text whose addresses with a secret end before their query; `note` is told each. */
function withoutSecrets(text: string, note: (address: string) => void): string {
  return text.replaceAll(ADDRESS, (address) => {
    if (!isSecretAddress(address)) return address
    note(address)
    const { origin, pathname } = new URL(address)
    return origin + pathname
  })
}

/** Texts that were written for the model stay as they are: they are the reader's own words. */
function cut(value: unknown, key: string | null, note: (address: string) => void): unknown {
  if (typeof value === 'string') return key === 'text' ? value : withoutSecrets(value, note)
  if (Array.isArray(value)) return value.map((one) => cut(one, key, note))
  if (!isJson(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cut(one, name, note)]))
}

/**
 * Takes out what a link must not pass on: files by an address that holds a signature or a token. Elsewhere, as in
 * arguments and results, the address stays without its query.
 * @returns also the hosts that such addresses lead to, each once; with none of them it is the very same prompt
 */
export function withoutSecretAddresses(from: Prompt): { prompt: Prompt; hosts: string[] } {
  const hosts = new Set<string>()
  const note = (address: string) => hosts.add(new URL(address).host)
  const clean = <T>(value: T): T => {
    const kept = filtered(value, (child, key) => {
      const uri = fileUriOf(child, key)
      if (uri === undefined || !isSecretAddress(uri)) return true
      note(uri)
      return false
    })
    return cut(kept, null, note) as T
  }
  const { extra, functions, turns } = from
  const prompt: Prompt = {
    ...from,
    ...(extra && { extra: clean(extra) }),
    ...(functions && { functions: clean(functions) }),
    ...(turns && {
      turns: turns.map((turn) => Object.assign({}, turn, { parts: clean(turn.parts) })),
    }),
  }
  return hosts.size > 0 ? { prompt, hosts: [...hosts] } : { prompt: from, hosts: [] }
}
