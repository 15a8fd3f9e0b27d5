/** Number of the text in each line, counted from 1; 0 for a blank line, which is no text. */
export function numberLines(lines: string): Int32Array {
  let count = 0
  return Int32Array.from(lines.split('\n'), (line) => (line.trim() === '' ? 0 : ++count))
}
