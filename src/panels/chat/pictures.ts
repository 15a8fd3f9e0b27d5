import { createIntake } from '../../compose/intake.ts'
import { chat } from '../../state/chat/chat.ts'
import { sendDraft } from '../../state/chat/launch.ts'

/** What is being taken in goes on while another workspace is on the screen. */
export const pictures = createIntake()

/** Sends the message with all its pictures: one that is still being read is waited for, as long as its conversation is on the screen. */
export function send(): void {
  const { id } = chat.getState().current
  pictures.press(() => {
    if (chat.getState().current.id === id) void sendDraft()
  })
}
