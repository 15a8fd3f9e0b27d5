/** A value of an enum, as the API spells it. */
export interface Option {
  value: string
  /** Shown in its place, where there is no room for a long common beginning. */
  label?: string
}

/** One voice in a dialogue; what is not given is not there. */
export interface SpeakerVoice {
  /** Stands before each of their lines in the prompt. */
  speaker: string
  voice: string
  style?: string
}

/** How a setting is edited, and with it which values it can have. */
export type Editor =
  | {
      kind: 'slider' | 'number'
      min: number
      max: number
      /** One press of an arrow key. */
      step: number
      /** Whole numbers only. */
      integer?: true
      /** Where the slider ends; a larger number can be typed up to `max`. */
      sliderMax?: number
      /** Where it begins, likewise. */
      sliderMin?: number
      /** Numbers that mean something else than a size, each with a button of its own. */
      named?: readonly NamedNumber[]
    }
  | { kind: 'choice'; options: readonly Option[] }
  /** @property onOnly off is what the API does by itself, and is not sent */
  | { kind: 'switch'; onOnly?: true }
  /** A day, as YYYY-MM-DD. */
  | { kind: 'day' }
  /** A switch whose third state is somebody else's to decide. @property unset whose */
  | { kind: 'yes or no'; unset: string }
  /** Some of the API's words, in their order. */
  | { kind: 'set'; options: readonly Option[] }
  /** @property longest characters; @property suggestions what can be chosen, beside anything that is typed */
  | { kind: 'text'; longest: number; placeholder?: string; suggestions?: readonly string[] }
  /** @property most of them */
  | { kind: 'speakers'; most: number }
  /** @property most of them */
  | { kind: 'functions'; most: number }
  /** @property one what each is called; @property most entries; @property longest characters of one */
  | { kind: 'strings'; one: string; most: number; longest: number }
  /** A JSON object. @property most bytes of it */
  | { kind: 'json'; most?: number; hint?: string }
  /** A form of its own for a value that another kind describes. */
  | { kind: 'own'; form: 'safety'; value: { kind: 'choice'; options: readonly Option[] } }
  | { kind: 'own'; form: 'functions'; value: { kind: 'functions'; most: number } }
  | { kind: 'own'; form: 'schema'; value: { kind: 'choice'; options: readonly Option[] } | { kind: 'json' } }

export interface NamedNumber {
  title: string
  value: number
}

export type NumberEditor = Extract<Editor, { kind: 'slider' | 'number' }>
