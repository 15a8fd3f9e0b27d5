/** POSIX: nothing is special inside single quotes but the quote itself. */
const shellQuote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Linux takes 128 KiB in one argument. */
const LONGEST_ARGUMENT = 100_000

interface HttpCall {
  method: string
  url: string
  /** JSON; absent where nothing is sent. */
  body?: unknown
  /** Events are to be seen as they come. */
  stream?: boolean
}

/** THE printer of cURL: a call as one command of a POSIX shell, its JSON indented, the key from the environment. */
export function toCurl({ method, url, body, stream = false }: HttpCall): string {
  const options = `${stream ? ' --no-buffer' : ''}${method === 'POST' ? '' : ` -X ${method}`}`
  const lines = [`curl${options} ${shellQuote(url)}`, '-H "x-goog-api-key: $GEMINI_API_KEY"']
  if (body === undefined) return `${lines.join(' \\\n  ')}\n`
  lines.push("-H 'Content-Type: application/json'")
  const json = JSON.stringify(body, null, 2)
  const quoted = shellQuote(json)
  if (quoted.length <= LONGEST_ARGUMENT) return `${[...lines, `-d ${quoted}`].join(' \\\n  ')}\n`
  // A line of indented JSON is never the bare word: line breaks inside its strings are escaped.
  return `${lines.join(' \\\n  ')} \\\n  --data-binary @- <<'JSON'\n${json}\nJSON\n`
}
