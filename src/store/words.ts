/** Sentences for what storage would not do. Each says what still works. */
export const storageWords = {
  upgrading:
    'Your saved work is being upgraded to the present version. It appears as soon as that is done; nothing is lost.',
  blocked:
    'Another tab still shows an older version of this page. Close or reload it: then your saved work appears here.',
  keptRuns:
    'New: every run is kept in this browser from now on, up to 1,000 of them, not just the last answer of each tab. They stay in this browser’s IndexedDB; nothing is uploaded.',
  silent: 'Storage does not answer yet. New work is kept in this tab until it does.',
  newerTab:
    'Another tab has opened a newer version of this page. Reload this one; until then it saves nothing.',
  setAside: (store: string) =>
    `One saved record (${store}) could not be read. It was set aside, not deleted.`,
  partly: (what: readonly string[]) =>
    `Part of your saved work could not be read and is no longer set: ${what.join(', ')}. Everything else is unchanged, and a copy of the whole was set aside.`,
}

const isNamed = (error: unknown, name: string) => error instanceof DOMException && error.name === name

/** Whether the base was made by a newer version of this page. */
export const isOutdated = (error: unknown): boolean => isNamed(error, 'VersionError')

/** Why the base could not be opened. */
export function openProblem(error: unknown): string {
  return isOutdated(error)
    ? 'A newer version of this page has changed its storage. Reload to get that version; until then nothing is saved.'
    : 'This browser gives the page no storage. Everything works, but nothing survives closing this tab.'
}

/** Why something could not be written. */
export function writeProblem(error: unknown): string {
  return isNamed(error, 'QuotaExceededError')
    ? 'Storage is full. New work is kept in this tab only; export it or delete old conversations.'
    : 'Saving failed. New work is kept in this tab only.'
}
