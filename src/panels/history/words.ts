/** What History says, in whole sentences; the names of its controls stand beside them. */
import { whole } from '../../ui/figures.ts'

export const words = {
  about: 'Every press of Run, Send and Embed is kept here: find it again, replay it, or compare two.',
  looking: 'Looking',
  notRead: 'The run could not be read.',
  noMatch: 'No run matches.',
  kept: (count: number, bytes: string | null, unlisted: number) =>
    `${whole(count)} ${count === 1 ? 'run' : 'runs'}${bytes === null ? '' : `, ${bytes}`}${unlisted > 0 ? `, ${whole(unlisted)} still to be listed` : ''}`,
  keepNew: 'Off: new runs stay in this tab’s memory alone. Answers of a kept conversation are kept with it.',
  pinnedStay: 'Pinned runs stay, and so does every answer that a conversation shows.',
  undo: 'You can undo this for ten seconds.',
  notOpened: 'The run was not opened.',
} as const
