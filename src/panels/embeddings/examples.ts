/** Texts of our own, each set made to show one thing. */
export interface Example {
  title: string
  /** What to look for. */
  about: string
  lines: readonly string[]
  taskType?: 'SEMANTIC_SIMILARITY' | 'RETRIEVAL_DOCUMENT' | 'CLUSTERING'
  query?: string
}

export const examples: readonly Example[] = [
  {
    title: 'Said in other words',
    about:
      'Six sentences in pairs. Each should be nearest to its paraphrase, not to the one that shares its words.',
    taskType: 'SEMANTIC_SIMILARITY',
    lines: [
      'The train left ten minutes late.',
      'Departure was delayed by ten minutes.',
      'The late train was full.',
      'Every seat in the delayed carriage was taken.',
      'She repaired the bicycle herself.',
      'She fixed her own bike.',
    ],
  },
  {
    title: 'A help page and its questions',
    about:
      'Twelve entries as documents, and a query in the words of a customer. The ranking is the search result.',
    taskType: 'RETRIEVAL_DOCUMENT',
    query: 'cannot get into my account',
    lines: [
      'How do I reset my password?',
      'I forgot my login and cannot sign in',
      'Change the e-mail on my account',
      'Turn on two-step verification',
      'Where is my invoice for March?',
      'Update the card you charge',
      'Refund for a double payment',
      'Why was I billed twice this month?',
      'The export to CSV stops at 10,000 rows',
      'Import contacts from a spreadsheet',
      'Is the service down right now?',
      'Pages load slowly since this morning',
    ],
  },
  {
    title: 'One word, two senses',
    about: 'Bank, bat and spring, each in both senses. On the map the sense should decide, not the word.',
    taskType: 'CLUSTERING',
    lines: [
      'We moored the boat at the river bank.',
      'Willows grow along the bank of the stream.',
      'The bank raised its interest rates.',
      'I opened a savings account at the bank.',
      'The bat hung upside down in the cave.',
      'At dusk a bat hunts for moths.',
      'He swung the bat and missed the ball.',
      'The batter chose a lighter bat.',
      'In spring the orchard is in bloom.',
      'The swallows come back in spring.',
      'The spring in the mattress is broken.',
      'A steel spring closes the door.',
    ],
  },
]
