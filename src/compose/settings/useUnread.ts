import { useStore } from 'zustand'
import { useDoc } from '../../state/documents/documents.ts'
import type { Keeping, Typed } from '../../ui/useTypedText.ts'

/**
 * What is typed into a row and cannot be taken stays with the document: the form leaves the screen with its drawer and with
 * its workspace.
 * @param title of the row
 */
export function useUnread<T>(title: string): Keeping<T> {
  const { form } = useDoc().settings
  const typed = useStore(form, ({ unread }) => unread[title])
  return [
    // What a row has put here, it alone reads.
    typed as Typed<T> | undefined,
    (next) => form.setState(({ unread }) => ({ unread: { ...unread, [title]: next } })),
  ]
}
