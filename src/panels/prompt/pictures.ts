import { createIntake } from '../../compose/intake.ts'

/** What is being taken in goes on while another workspace is on the screen. */
export const pictures = createIntake()
