/** Why a call is not answered by itself, or could not be. */
export const words = {
  noHandler: (name: string) => `${name} has no handler: write its result.`,
  empty: (name: string) => `The handler of ${name} is empty.`,
  noRow: (name: string) => `No row of the table of ${name} fits these arguments.`,
  unread: (name: string) =>
    `The JavaScript of ${name} came with a file. Read and allow it in Functions before it runs.`,
  fixed: (name: string, why: string) => `The fixed result of ${name} cannot be read. ${why}`,
  table: (name: string, why: string) => `The table of ${name} cannot be read. ${why}`,
  javascript: (name: string, why: string) => `The JavaScript of ${name} gave no result. ${why}`,
} as const

/** Why JavaScript gave no result. */
export const javascriptWords = {
  slow: 'It ran for 2 seconds and was ended.',
  large: 'Its result is larger than 1 MB.',
  nothing: 'It returned nothing: end it with return and a value.',
  start: 'It could not be started in this browser.',
  notJson: 'What it gave back is not JSON.',
  said: (says: string) => (/[.!?]$/.test(says) ? says : `${says}.`),
} as const
