/** What the dialog Response schema says, in whole sentences; the names of its controls stand beside them. */
export const words = {
  weight: (schema: string, bytes: number) => `${schema}, ${bytes.toLocaleString('en')} B in every request`,
  left: 'Your earlier changes were not applied.',
  notApplied: 'Not applied: this is not a schema yet',
  unreadable: 'The JSON cannot be read',
  fixUnderJson: 'Fix it under JSON to see its fields here.',
  notObject: 'A schema is a JSON object, in braces.',
  source: (source: string) => `Known from: ${source}`,

  noFields: 'No fields yet. Add one, choose an example above, or make a schema from a JSON value.',
  kept: (count: number) =>
    count === 1 ? '1 rule has no column and is kept: ' : `${count} rules have no column and are kept: `,
  moreKept: (count: number) => `, and ${count} more`,
  nameless: 'A field needs a name.',
  twice: (name: string) => `There is already a field ${name}.`,
  stillNamed: (name: string) => ` It is still ${name}.`,

  oneOf: 'The answer is one of these words.',
  ofKind: {
    before: 'The answer is ',
    after: ', which has no fields. It is kept as it is; change it under JSON.',
  },
  addValue: 'Type a value, then Enter',
  values: (count: number) => (count === 1 ? '1 value' : `${count} values`),
  exampleAnswer: 'An answer as you would like it, as JSON. Its fields become the schema, in its order.',
} as const
