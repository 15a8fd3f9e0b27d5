/** What the dialog Connection says, in whole sentences; the names of its controls stand beside them. */
const models = (many: number) => `${many.toLocaleString('en')} ${many === 1 ? 'model' : 'models'}`

export const words = {
  noKey: 'Running a prompt needs an API key.',
  moved: 'The page was reloaded so that it can reach the new address. Enter the key once more.',
  forgotten: 'No key is held any more: not in memory, not on this device, not in other tabs.',
  cutsOff: (answers: number) =>
    `${answers === 1 ? 'An answer is' : `${answers} answers are`} still arriving. Reaching another origin reloads the page and cuts ${answers === 1 ? 'it' : 'them'} off; what has arrived is kept. Press Save again, or wait for the end.`,
  requestsTo: 'Requests go from this browser to ',
  theBaseUrl: 'the base URL',
  demo: 'Answers from a small program, no key, nothing leaves this tab',
  remembered:
    'On: key, backend and base URL stay in this browser, unencrypted, for this one origin, until you forget the key',
  notRemembered: 'Off: kept in memory until you close this tab',
  urlHint: { before: 'Requests go to ', after: ' A key is only ever used for one origin.' },
  keyHint: {
    before: 'Sent as the header ',
    after: '. Never in a link, a file or a log. Tip: use a separate project with a low quota. ',
    link: 'Create a key in AI Studio',
  },
  hosts: 'Hosts contacted since this page was opened',
  ownFiles: 'for this page’s own files',
} as const

export const testWords = {
  asking: (whom: string) => `Asking ${whom} for its models`,
  theDemo: 'the demo',
  notReachable: (host: string) =>
    `Not tested: before a reload this page can only reach its present address. Save first; the page then reloads for ${host}.`,
  demo: (many: number) => `The demo answers and has ${models(many)}.`,
  works: (host: string, many: number) => `The key works: ${host} offers ${models(many)}.`,
  keyless: (host: string, many: number) => `${host} answers without a key and offers ${models(many)}.`,
} as const
