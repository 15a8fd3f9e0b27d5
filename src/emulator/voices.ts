import { hash } from './random.ts'

/** As the API spells them; upper and lower case count. */
export const voiceNames = `
  Zephyr Puck Charon Kore Fenrir Leda Orus Aoede Callirrhoe Autonoe Enceladus Iapetus Umbriel Algieba Despina
  Erinome Algenib Rasalgethi Laomedeia Achernar Alnilam Schedar Gacrux Pulcherrima Achird Zubenelgenubi
  Vindemiatrix Sadachbia Sadaltager Sulafat`
  .trim()
  .split(/\s+/)

export const isVoice = (name: string): boolean => voiceNames.includes(name)

/** What a voice sounds like here: the pitch of its lowest note in hertz. */
export const pitchOf = (voice: string): number => 110 * 2 ** ((hash(voice) % 25) / 12)
