/** Too few points have no neighbourhood to unfold. */
export const minimumForUmap = 5
