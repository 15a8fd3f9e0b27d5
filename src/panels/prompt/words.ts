/** What Prompt says, in whole sentences; the names of its controls stand beside them. */
import type { Pause } from './counting.ts'

export const words = {
  placeholder: 'Ask anything, or paste text or images',
  beside: 'A state of the demo. Your prompt, model and settings are unchanged.',
  notOpened: 'Chat was not opened.',
  swap: 'Puts it here, and this there',
  left: (tabs: number) => (tabs === 1 ? 'A closed tab left' : `${tabs} closed tabs left`),
  next: 'What Run would send now',
} as const

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
