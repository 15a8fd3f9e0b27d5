/** What a piece of JSON text is, for the eye. */
export type Kind = 'key' | 'string' | 'other' | 'mark'

export interface Line {
  /** Columns of white space before it. */
  indent: number
  /** Its text in pieces, the white space before it included. */
  pieces: { kind: Kind; text: string }[]
  /** The line that closes what this one opens, where that is another one. */
  closes: number | null
  /** What it opens, for the name of the button that folds it; empty for what has no key. */
  name: string
  /** Where it stands among the lines that open something: the same while the text around it changes. */
  place: string
}

const token =
  /("(?:[^"\\\n]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*|\btrue\b|\bfalse\b|\bnull\b)|([{}[\],:]+)|(\s+)|([^\s"{}[\],:]+)/g

function piecesOf(text: string): Line['pieces'] {
  const pieces: Line['pieces'] = []
  for (const [all, quoted, colon, literal, marks] of text.matchAll(token)) {
    if (quoted !== undefined) {
      pieces.push({ kind: colon === undefined ? 'string' : 'key', text: quoted })
      if (colon !== undefined) pieces.push({ kind: 'mark', text: colon })
    } else pieces.push({ kind: literal !== undefined ? 'other' : marks ? 'mark' : 'string', text: all })
  }
  return pieces
}

/**
 * JSON text, however it is laid out, by lines: keys told from values, and for each line that opens an object or a list the
 * one that closes it. What is no JSON is cut into lines all the same.
 */
export function jsonLines(text: string): Line[] {
  const open: number[] = []
  const lines = text.split('\n').map((line): Line => {
    const pieces = piecesOf(line)
    const key = pieces.find(({ kind }) => kind === 'key')?.text ?? ''
    return {
      indent: line.length - line.trimStart().length,
      pieces,
      closes: null,
      name: key.slice(1, -1),
      place: '',
    }
  })
  const inside = new Map<Line | undefined, number>()
  lines.forEach((line, at) => {
    const above = lines[open.at(-1) ?? -1]
    const before = open.length
    for (const { kind, text: marks } of line.pieces) {
      if (kind !== 'mark') continue
      for (const mark of marks) {
        if (mark === '{' || mark === '[') open.push(at)
        else if (mark === '}' || mark === ']') {
          const from = open.pop()
          // Only the last bracket of a line folds: what is closed on it has nothing to fold.
          if (from !== undefined && from !== at) lines[from]!.closes = at
        }
      }
    }
    if (open.length <= before) return
    const index = inside.get(above) ?? 0
    inside.set(above, index + 1)
    // Quoted, a key with a `/` in it is one step, and a number is no place in a list.
    line.place = `${above?.place ?? ''}/${line.name ? `"${line.name}"` : index}`
  })
  return lines
}
