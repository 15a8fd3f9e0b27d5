/** The skills in the order in which they are asked: the stricter first. */
import { arithmetic } from './arithmetic.ts'
import { convert } from './convert.ts'
import { counting } from './counting.ts'
import { dates } from './dates.ts'
import { dictation } from './dictation.ts'
import { equations } from './equations.ts'
import { lists } from './lists.ts'
import { numbers } from './numbers.ts'
import { percentages } from './percentages.ts'
import { recall } from './recall.ts'
import { rewrite } from './rewrite.ts'
import { sampleText } from './sampleText.ts'
import { bind } from './skill.ts'
import type { Around, Bound } from './skill.ts'
import { smallTalk } from './smallTalk.ts'
import { summary } from './summary.ts'
import { traces } from './traces.ts'
import { units } from './units.ts'

const skills: readonly Bound[] = [
  bind(smallTalk),
  bind(dictation),
  bind(recall),
  bind(traces),
  bind(arithmetic),
  bind(percentages),
  bind(units),
  bind(numbers),
  bind(dates),
  bind(equations),
  bind(counting),
  bind(convert),
  bind(lists),
  bind(summary),
  bind(rewrite),
  bind(sampleText),
]

/** The first skill that understands, and its answer in the wording of a variant; undefined where none does. */
export function skilled(
  text: string,
  around: Around,
): { by: string; text: (variant: number) => string } | undefined {
  for (const { name, reply } of skills) {
    const answer = reply(text, around)
    if (answer) return { by: name, text: answer }
  }
  return undefined
}
