/** What is said in the group of a call and of a result; the names of controls stand beside them. */

export const argumentWords = {
  misfits: ({ all, wrong }: { all: number; wrong: number }) =>
    all === 0 ? 'the arguments do not fit' : `${wrong} of ${all} ${wrong === 1 ? 'does' : 'do'} not fit`,
  /** Between what came and what was declared. */
  declared: 'declared',
  more: (count: number) => `and ${count} more`,
  notDeclared: (name: string) => `${name === '' ? 'a call without a name' : name} was not declared`,
  notDeclaredMore: 'The request declared no function of this name.',
  unusable: 'not possible',
  unusableMore: (why: string) => `The declared schema cannot be used: ${why}`,
} as const

export const continueWords = {
  about:
    'Opens a new conversation with this prompt and its answer, where the result can be given; sends nothing',
  failed: 'It was not opened in Chat.',
} as const
