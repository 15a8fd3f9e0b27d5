/** Texts of our own, each set made to show one thing. */
export interface Example {
  title: string
  /** What to look for. */
  about: string
  lines: readonly string[]
  taskType?: 'SEMANTIC_SIMILARITY' | 'RETRIEVAL_DOCUMENT' | 'CLUSTERING'
  query?: string
}

/** One text alone: its vector is what there is to see. */
export const oneText: Example = {
  title: 'One text, one vector',
  about: 'Embeds a single text and shows its numbers.',
  lines: ['What is the meaning of life?'],
}

export const examples: readonly Example[] = [
  {
    title: 'Said in other words',
    about:
      'Three things, each said twice, and a sentence that borrows words of two of them. Each is nearest to its paraphrase, not to the one that shares its words.',
    taskType: 'SEMANTIC_SIMILARITY',
    lines: [
      'She repaired the bicycle herself.',
      'She fixed her own bike.',
      'The company hired three engineers.',
      'The firm recruited new programmers.',
      'The doctor saw the patient at noon.',
      'A physician examined the sick man.',
      'A bicycle company was sold to three banks.',
    ],
  },
  {
    title: 'A help page and its questions',
    about:
      'Twelve entries as documents, and a query in the words of a customer. The ranking is the search result: first comes the entry on signing in, which has none of those words.',
    taskType: 'RETRIEVAL_DOCUMENT',
    query: 'cannot get into my account',
    lines: [
      'How do I reset a password?',
      'I forgot the password and am unable to sign in',
      'Change the postal address',
      'Turn on two-step verification',
      'Where is the invoice for March?',
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
    about:
      'Bank, bat and spring, each in both senses. Each sentence is nearest to the one of the same sense: the company of the word decides, not the word.',
    taskType: 'CLUSTERING',
    lines: [
      'We moored the boat at the river bank.',
      'The river left its bank after the flood.',
      'The bank raised its interest rates.',
      'I opened a savings account at the bank.',
      'A bat and other small mammals sleep in the cave.',
      'The bat is a mammal that eats insects.',
      'He swung the bat and missed the ball.',
      'The batter hit a home run with a new bat.',
      'In spring the cherry trees are in bloom.',
      'Summer follows spring, and then autumn.',
      'The spring in the mattress is broken.',
      'A steel spring holds the cable and the metal door.',
    ],
  },
]
