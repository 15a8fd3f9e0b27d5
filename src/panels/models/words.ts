/** What Models says, in whole sentences; the names of its controls stand beside them. */
export const words = {
  incomplete: 'The list may be incomplete: its pages did not end properly.',
  needsKey: 'The Gemini API lists its models only with a key.',
  none: 'This connection offers no models. You can still type an id in Run settings.',
  noMatch: 'No model matches. Models must support every ticked method.',
  stale: 'The list below is the last one that arrived.',
  typeAnId: 'You can still type an id in Run settings.',
} as const
