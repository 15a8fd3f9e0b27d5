/** Documented by Google for calls in a history that no model, or another one, wrote: in the place of a thought signature. */
export const SIGNATURE_STAND_IN = 'skip_thought_signature_validator'
