/** Of Gemini's budgets -1 is left to the model, and 0 is no thinking. */
export const namedBudgets = [
  { title: 'Dynamic', value: -1 },
  { title: 'Off', value: 0 },
] as const

/** `LOW` stands for `MEDIA_RESOLUTION_LOW`. */
export const resolutions = [
  { value: 'MEDIA_RESOLUTION_LOW', label: 'LOW' },
  { value: 'MEDIA_RESOLUTION_MEDIUM', label: 'MEDIUM' },
  { value: 'MEDIA_RESOLUTION_HIGH', label: 'HIGH' },
] as const

/** Names as the API spells them: Google's page on speech. Others are listed by the API alone, and can be typed. */
export const voices = `
  Zephyr Puck Charon Kore Fenrir Leda Orus Aoede Callirrhoe Autonoe
  Enceladus Iapetus Umbriel Algieba Despina Erinome Algenib Rasalgethi
  Laomedeia Achernar Alnilam Schedar Gacrux Pulcherrima Achird Zubenelgenubi Vindemiatrix Sadachbia Sadaltager Sulafat`
  .trim()
  .split(/\s+/)

/** The thresholds of a filter, weakest first. */
export const thresholds = {
  kind: 'choice',
  options: [
    { value: 'OFF' },
    { value: 'BLOCK_NONE' },
    { value: 'BLOCK_ONLY_HIGH' },
    { value: 'BLOCK_MEDIUM_AND_ABOVE' },
    { value: 'BLOCK_LOW_AND_ABOVE' },
  ],
} as const
