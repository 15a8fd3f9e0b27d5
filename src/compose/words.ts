/** What the parts that write a request say, in whole sentences; the names of their controls stand beside them. */
import type { Pause } from '../state/connection/pause.ts'

const count = (many: number) => many.toLocaleString('en')

export const words = {
  addImages: 'Add images: pick, drop or paste',
  drop: 'Drop images to attach them',
  asSent: (size: string, bytes: string) => `${size}, ${bytes}, as sent`,
  bytesGone: 'This browser no longer has its bytes. Remove it and add the file again.',
  noPreview: 'No preview here.',
  /** Where `chooseExample` throws; the reason follows. */
  exampleLost: 'The example was not put in place.',
  runsAgainIn: (seconds: number) => `Runs again in ${seconds} s`,
} as const

/** Of files that were brought in. */
export const fileWords = {
  progress: (done: number, total: number) => `${count(done)} of ${count(total)} files`,
  added: (added: number, all: number) => `${count(added)} of ${count(all)} added`,
  more: (many: number) => `and ${count(many)} more files`,
  notReached: (many: number) => `Only the first ${count(many)} files of the folder were looked at.`,
  partly: 'Part of the folder could not be read, so some of its files may be missing.',
  sampleLost: (name: string) => `${name} did not arrive.`,
} as const

/** Of a count of tokens. */
export const countWords = {
  counting: 'counting tokens',
  failed: (code: string) => `token count failed: ${code}`,
  pauses: {
    empty: '0 tokens',
    link: 'not counted yet',
    key: 'not counted: looks like a key',
    connection: 'add a key to count tokens',
  } satisfies Record<Pause, string>,
} as const

/** Asked before something is sent. */
export const questionWords = {
  refused: 'The API is known to refuse this. Nothing has been sent yet.',
  fixAll: 'Fix all changes the request but does not send it.',
  rest: (rest: number, all: number) => ` ${rest} of ${all} cannot be fixed automatically.`,
  keyPlace: 'The prompt or the system instruction',
  key: (place: string) =>
    `${place} holds something that looks like an API key. It would be sent to the model as text. Nothing has been sent yet.`,
} as const

/** Of a link or a file that wants to be opened. */
export const reviewWords = {
  about: (source: 'link' | 'file', program?: string) =>
    `${program ? `A chat of ${program}, from a ${source}` : `From a ${source}`}. Opening replaces the items below and sends nothing. You can undo.`,
  moreCharacters: (many: number) => ` … and ${count(many)} more characters`,
  same: 'The same as yours.',
  replaces: (many: number) => `Replaces yours of ${count(many)} ${many === 1 ? 'character' : 'characters'}.`,
  ignored: 'It also held fields that cannot be read here:',
  moreIgnored: (many: number) => ` and ${count(many)} more`,
  inDrive: (many: number) =>
    many === 1
      ? '1 medium is given only as a Google Drive id, which this page cannot read. It leaves a placeholder in the conversation; replace or remove it before you send.'
      : `${count(many)} media are given only as Google Drive ids, which this page cannot read. They leave placeholders in the conversation; replace or remove them before you send.`,
  rewritten: (what: readonly string[]) => `Read differently here: ${what.join('; ')}.`,
  unchanged: 'Your own prompt is unchanged.',
  notAll: 'Not everything was opened.',
  run: 'This file holds a run: what was asked, and its answer as it came. It is added to History, to be read and played there. Nothing is sent, and your draft and settings stay as they are.',
  runNotOpened: 'The run was not opened.',
} as const
