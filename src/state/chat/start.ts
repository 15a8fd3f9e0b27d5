import { unlessSilent } from '../../store/sure.ts'
import { loadChat, refresh } from './chat.ts'
import { followDrafts, isWriting, loadEarlyDraft } from './draft.ts'
import { followEdits } from './editing.ts'
import { shareChat } from './sharing.ts'
import { purge } from './records.ts'
import { hearTabs } from './tabs.ts'

/** Undo of a deleted conversation is long gone by then, in every tab. */
const KEEP_DELETED_MS = 24 * 3_600_000

async function begin(): Promise<void> {
  await loadEarlyDraft()
  await loadChat(isWriting)
  followDrafts()
  followEdits()
  hearTabs(({ conversation }) => void refresh(conversation))
  shareChat()
  // Where storage does not answer the next visit does it.
  await unlessSilent(purge(Date.now() - KEEP_DELETED_MS), undefined)
}

let starting: Promise<void> | undefined

/** Brings the conversations back and follows the other tabs, once a page. */
export function startChat(): Promise<void> {
  starting ??= begin()
  return starting
}
