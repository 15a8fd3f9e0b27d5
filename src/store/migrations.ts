import type { IDBPDatabase } from 'idb'

/** Every store of the newest version. */
export const storeNames = [
  'drafts',
  'images',
  'conversations',
  'turns',
  'vectors',
  'jobs',
  'aside',
  'runs',
  'runData',
  'references',
  'presses',
  'searchTexts',
] as const
export type StoreName = (typeof storeNames)[number]

/** Among the drafts: written by the upgrade from version 1, deleted once the reader has put the sentence away. */
export const KEPT_RUNS_NOTE = 'note/kept-runs'

/**
 * How the base came to its present shape, a step a version. A step makes stores and indexes and touches no record: the
 * page waits for it. Records of an older shape are lifted when they are read. A step that has been released stays as it
 * is for ever.
 */
export const migrations: readonly ((base: IDBPDatabase) => void)[] = [
  (base) => {
    for (const name of ['drafts', 'images', 'conversations', 'turns', 'vectors', 'jobs', 'aside']) {
      const store = base.createObjectStore(name)
      if (name === 'turns') store.createIndex('conversation', 'conversation')
    }
  },
  (base) => {
    // Heads of runs, small; `at` orders them, `owner` finds those of a conversation.
    const runs = base.createObjectStore('runs')
    runs.createIndex('at', 'at')
    runs.createIndex('owner', 'owner')
    // What was asked, and the chunks in batches, by `OWNER/RUN/…`.
    base.createObjectStore('runData')
    // A record each that refers to others, by `STORE/KEY`.
    const references = base.createObjectStore('references')
    references.createIndex('targets', 'targets', { multiEntry: true })
  },
  (base) => {
    // Rows of History, a press each. `order` is the order on the screen; a deleted row has none, but `gone` until its undo
    // has passed.
    const presses = base.createObjectStore('presses')
    presses.createIndex('order', 'order')
    presses.createIndex('gone', 'gone')
    // What a search looks through, by the press's id, apart from the rows: these are read far more often.
    base.createObjectStore('searchTexts')
  },
]
