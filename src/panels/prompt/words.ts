/** What Prompt says, in whole sentences; the names of its controls stand beside them. */

export const words = {
  placeholder: 'Ask anything, or paste text or images',
  beside: 'A state of the demo. Your prompt, model and settings are unchanged.',
  notOpened: 'Chat was not opened.',
  swap: 'Puts it here, and this there',
  left: (tabs: number) => (tabs === 1 ? 'A closed tab left' : `${tabs} closed tabs left`),
  next: 'What Run would send now',
} as const
