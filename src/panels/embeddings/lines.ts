/** Number of the text in each line, counted from 1; 0 for a blank line, which is no text. */
export function numberLines(lines: string): Int32Array {
  const numbers: number[] = []
  let count = 0
  for (let from = 0, found = 0; found >= 0; from = found + 1) {
    found = lines.indexOf('\n', from)
    const end = found < 0 ? lines.length : found
    const first = lines.charCodeAt(from)
    // Mostly the first letter tells, so that a string is made of few lines only.
    const letter = from < end && first > 32 && first < 127
    const blank = !letter && lines.slice(from, end).trim() === ''
    numbers.push(blank ? 0 : ++count)
  }
  return Int32Array.from(numbers)
}
