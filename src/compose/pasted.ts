/** What of a paste is files and what is text, and how files without names of their own are called. */

/** The last part of a path or an address, as the file is called. */
function nameIn(line: string): string {
  const last =
    line
      .trim()
      .replace(/^["']|["']$/g, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  if (!/^file:/i.test(line.trim())) return last
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/**
 * Whether the text beside pasted files only names them, as file managers put it: the name (macOS), the path (Windows,
 * Linux) or the address (GNOME), a line a file. Beside the words of a document lies a picture of them (Word, Excel):
 * then the words are meant.
 */
export function namesOnly(text: string, files: readonly Pick<File, 'name'>[]): boolean {
  const names = new Set(files.map(({ name }) => name.normalize()))
  const lines = text
    .replace(/^x-special\/\S+\s+(?:copy|cut)\s+(?=file:)/, '')
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
  return lines.every((line) => names.has(nameIn(line).normalize()))
}

/** A name that none of `taken` has: every pasted screenshot is an `image.png`. */
export function distinctName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  const dot = name.lastIndexOf('.')
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  let number = 2
  while (taken.has(`${stem} ${number}${end}`)) number += 1
  return `${stem} ${number}${end}`
}
