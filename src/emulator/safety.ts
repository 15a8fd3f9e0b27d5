/**
 * A safety filter as the API's looks from outside: a prompt is rated by category, thresholds decide. The rating is a
 * short list of patterns, not a judgement; it knows what a request asks for, not which words it holds.
 */
import type { Ask } from './ask.ts'

/** In the order of the settings. */
const categories = ['HARASSMENT', 'HATE_SPEECH', 'SEXUALLY_EXPLICIT', 'DANGEROUS_CONTENT'] as const

type Category = (typeof categories)[number]
type Level = 0 | 1 | 2 | 3

const probabilities = ['NEGLIGIBLE', 'LOW', 'MEDIUM', 'HIGH'] as const

export interface Rating {
  category: string
  probability: string
  blocked?: boolean
}

/** A rating for each category, in the order of the settings. */
export const ratingsOf = (levels: Partial<Record<Category, Level>>, blocked?: Category): Rating[] =>
  categories.map((category) => ({
    category: `HARM_CATEGORY_${category}`,
    probability: probabilities[levels[category] ?? 0],
    ...(category === blocked && { blocked: true }),
  }))

const groups =
  '(?:women|men|jews|muslims|christians|hindus|immigrants|migrants|refugees|foreigners|black people|white people|asians|arabs|gays?|gay people|lesbians|trans people|disabled people|old people|homeless people|mexicans|americans|germans|poles|roma)'
const make =
  '(?:make|build|construct|assemble|create|cook|synthesi[sz]e|produce|mix|prepare|detonate|plant|set off|get hold of|buy)'
const harmless =
  '(?<!bath |photo |glitter |seed |logic |zip |fork |cherry |jager |time |truth |love |cocoa |chocolate |stink )'
const someone =
  "(?:someone|somebody|a person|people|a man|a woman|a child|kids?|children|him|her|them|my (?:neighbou?r|wife|husband|boss|ex|friend|brother|sister|parents?|mother|father|teacher|colleague|co-?worker|classmate|girlfriend|boyfriend)s?|another person)(?!'s)"

const rules: readonly [Category, Level, RegExp][] = [
  [
    'DANGEROUS_CONTENT',
    3,
    /\b(?:nerve agents?|sarin|ricin|anthrax|dirty bombs?|biological weapons?|chemical weapons?|mustard gas)\b.*\b(?:make|making|made|build|synthesi[sz]e|produce|recipe|grow|home)\b|\b(?:make|making|build|synthesi[sz]e|produce|recipe|grow)\b.*\b(?:nerve agents?|sarin|ricin|anthrax|dirty bombs?|biological weapons?|chemical weapons?|mustard gas)\b/i,
  ],
  [
    'DANGEROUS_CONTENT',
    2,
    new RegExp(
      String.raw`\b${make}\b[^.?!]{0,40}\b${harmless}(?:bombs?|pipe bombs?|explosives|explosive devices?|grenades?|molotovs?(?: cocktails?)?|napalm|landmines?|ghost guns?|silencers?|meth|methamphetamine|crack|heroin|fentanyl)\b`,
      'i',
    ),
  ],
  [
    'DANGEROUS_CONTENT',
    2,
    new RegExp(
      String.raw`\b(?:how (?:do|can|could|would|to|should)|help me|ways? to|want to|going to|teach me|plan to|instructions)\b[^.?!]{0,30}\b(?:kill|murder|poison|stab|strangle|shoot|kidnap|drug|hurt|torture)\s+${someone}`,
      'i',
    ),
  ],
  [
    'DANGEROUS_CONTENT',
    2,
    /\b(?:how (?:do|can|could|to)|help me|write|create|teach me)\b[^.?!]{0,30}\b(?:hack(?:ing)? into|hack (?:my|a|an|the|his|her|someone)|break into|ransomware|a? ?keylogger|malware|computer virus|phishing (?:e-?mail|page|site)s?|steal (?:a car|credit cards?|passwords?|money|identit)|credit card fraud|counterfeit|launder)\b/i,
  ],
  [
    'DANGEROUS_CONTENT',
    2,
    /\b(?:kill|hurt|harm|cut) myself\b|\b(?:end|take) my (?:own )?life\b|\bwant to die\b|\bcommit suicide\b|\bsuicidal\b/i,
  ],
  [
    'DANGEROUS_CONTENT',
    1,
    /\b(?:how (?:do|can|to)|teach me)\b[^.?!]{0,30}\b(?:pick (?:a |the )?locks?|make fireworks|buy a gun|get high|cheat (?:on|in) (?:a |an |my )?(?:exam|test|drug test))\b/i,
  ],
  [
    'HARASSMENT',
    2,
    /\b(?:insult|mock|humiliate|bully|belittle|ridicule|roast|threaten|harass|stalk|blackmail)\s+(?:me|him|her|them|us|my|someone|somebody|people|a|the|this)\b|\b(?:write|give|list|tell|make|create|generate|think of|say|need|want)\b[^.?!]{0,40}\b(?:insults?|threats?|threatening|hateful|humiliating|death threat)\b/i,
  ],
  [
    'HARASSMENT',
    2,
    /\b(?:you(?:'re|’re| are)|u r)\s+(?:an?\s+|so\s+|such an?\s+|really\s+|a total\s+|a complete\s+)*(?:stupid|idiot|idiotic|moron|moronic|worthless|dumb|useless|pathetic|imbecile|loser|piece of (?:trash|garbage|crap|shit))\b/i,
  ],
  [
    'HARASSMENT',
    1,
    /\b(?:idiots?|morons?|imbeciles?|losers?|dumbass|disrespectful|rude things?|mean (?:things?|jokes?|comments?)|swear at|curse at|nasty (?:things?|comments?|message))\b|\bstupid (?:boss|people|person|neighbou?r|colleague|co-?worker|teacher|ex)\b/i,
  ],
  [
    'HATE_SPEECH',
    3,
    new RegExp(
      String.raw`\b(?:exterminate|get rid of|wipe out|kill all|gas|deport all)\s+(?:all\s+|the\s+)*${groups}\b`,
      'i',
    ),
  ],
  [
    'HATE_SPEECH',
    2,
    new RegExp(
      String.raw`\b(?:why (?:are|do)|explain why|prove that|say that|write (?:that|why|about how|how))\b[^.?!]{0,30}\b${groups}\b[^.?!]{0,30}\b(?:inferior|stupid|lazy|criminals?|dirty|dangerous|worthless|vermin|subhuman|bad|ruin\w*|smell|steal)\b|\b(?:hate|despise|loathe)\s+(?:all\s+|the\s+)*${groups}\b`,
      'i',
    ),
  ],
  [
    'HATE_SPEECH',
    1,
    new RegExp(String.raw`\b(?:jokes?|stereotypes?)\b[^.?!]{0,20}\b(?:about|on|of)\s+${groups}\b`, 'i'),
  ],
  [
    'SEXUALLY_EXPLICIT',
    2,
    /\b(?:porn|porno|pornographic|pornography|erotica|erotic (?:story|stories|scene|fiction)|nsfw|sex (?:scene|story|stories)|sexually explicit|explicit sex|hardcore sex|naked (?:pictures?|women|men|girls?)|nudes|dirty talk|sexting)\b/i,
  ],
  ['SEXUALLY_EXPLICIT', 1, /\b(?:sexy|seductive|steamy|kinky|lingerie|striptease|love ?making)\b/i],
]

/** How likely the prompt is of harm in each category; 0 where no pattern fits. */
export function rate(prompt: string): Partial<Record<Category, Level>> {
  const levels: Partial<Record<Category, Level>> = {}
  for (const [category, level, pattern] of rules)
    if (level > (levels[category] ?? 0) && pattern.test(prompt)) levels[category] = level
  return levels
}

/** From which level on a threshold blocks. */
const blocksFrom: Record<string, number> = {
  BLOCK_LOW_AND_ABOVE: 1,
  BLOCK_MEDIUM_AND_ABOVE: 2,
  BLOCK_ONLY_HIGH: 3,
}

export type Verdict =
  /** The prompt is not answered at all, or the answer stops half way. */
  | { outcome: 'prompt blocked' | 'answer blocked'; ratings: Rating[] }
  /** The model itself says no. `care` for a person in need. */
  | { outcome: 'refused'; ratings: Rating[]; care: boolean }
  /** Answered as anything else; ratings where something was rated or a threshold was sent. */
  | { outcome: 'answered'; ratings: Rating[] }

/**
 * What the settings make of a prompt. An answer to a harmful prompt is rated one step above the prompt, so that a
 * threshold just above the prompt's rating lets the prompt in and stops the answer. Without a threshold nothing is
 * blocked, as for the newest models; then the model itself refuses from MEDIUM on. A category that is off is not rated.
 */
export function applySafety({ prompt, request }: Pick<Ask, 'prompt' | 'request'>): Verdict {
  const thresholds = new Map(
    (request.safetySettings ?? []).map(({ category, threshold }) => [
      category.replace('HARM_CATEGORY_', ''),
      threshold,
    ]),
  )
  const off = (category: string) => thresholds.get(category as Category) === 'OFF'
  const levels = rate(prompt)
  const shown = (ratings: Rating[]) =>
    ratings.filter(({ category }) => !off(category.replace('HARM_CATEGORY_', '')))
  const found = categories
    .map((category) => ({
      category,
      level: levels[category] ?? 0,
      from: blocksFrom[thresholds.get(category) ?? ''] ?? Infinity,
    }))
    .filter(({ level }) => level > 0)
  const atOnce = found.find(({ level, from }) => level >= from)
  if (atOnce) return { outcome: 'prompt blocked', ratings: shown(ratingsOf(levels)) }
  const later = found.find(({ level, from }) => level + 1 >= from)
  if (later) {
    const raised = { ...levels, [later.category]: Math.min(3, later.level + 1) as Level }
    return { outcome: 'answer blocked', ratings: shown(ratingsOf(raised, later.category)) }
  }
  const ratings = found.length > 0 || thresholds.size > 0 ? shown(ratingsOf(levels)) : []
  if (found.some(({ level }) => level >= 2))
    return {
      outcome: 'refused',
      ratings,
      care: /\bmyself\b|\bmy (?:own )?life\b|\bwant to die\b|suicid/i.test(prompt),
    }
  return { outcome: 'answered', ratings }
}
