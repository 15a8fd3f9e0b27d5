/** What is said of an answer that was asked for as JSON; the names of controls stand beside them. */
export const words = {
  kept: 'The answer is kept as received.',
  places: (count: number) => (count === 1 ? '1 place' : `${count} places`),
  more: (count: number) => `And ${count} more.`,
  /** Between what came and what was asked. */
  schemaSays: 'the schema says ',
  cutAt: (place: string, why: string) => `cut off at ${place} by the token limit. ${why}.`,
  stopsAt: (place: string, why: string) => `it stops at ${place}. ${why}.`,
  noSchema: 'JSON; no schema was sent to check it against',
  overridden: 'a later field of this name counts',
  fits: 'the answer matches its schema',
  unchecked: (why: string) => `JSON, but it could not be checked against its schema here: ${why}`,
} as const
