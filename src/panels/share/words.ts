/** What sharing says, in whole sentences; the names of its controls stand beside them. */
export const words = {
  tooLarge: 'A link holds about 48 kB once packed. Export a file instead; it holds everything.',
  about: (characters: number) =>
    `${characters.toLocaleString('en')} characters. The part after # never reaches a server; opening the link runs nothing.`,
  mayBeCut: 'Some chat apps truncate links this long. Export a file instead.',
  longImages: 'They make it longer than 8,000 characters, which some chat apps truncate.',
  noFormat:
    'What is on screen does not fit into a link or a file: a text is longer than 8,000,000 characters, or this browser cannot compress it. Shorten it, then try again.',
  secret: (hosts: string) =>
    `Addresses of ${hosts} hold a signature or a token: whoever has the file can use them. The link leaves them out.`,
  notExported: 'Nothing was exported.',
  json: (images: number, size: string) =>
    images === 0 ? 'JSON' : `JSON with ${images === 1 ? 'the image' : `${images} images`}, ${size}`,
  opened: 'From a link or a file; nothing was sent. Undo brings back your draft and settings.',
  openedRun: 'A copy from History; nothing was sent. Undo brings back your draft and settings.',
  back: 'Your own draft and settings are back. Undo returns to what was opened.',
} as const
