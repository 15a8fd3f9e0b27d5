import { useLayoutEffect } from 'react'
import { useStore } from 'zustand'
import { takeInput } from './asInput.ts'
import { useFileDrop } from './useFileDrop.ts'
import type { MediaRef } from '../request/media.ts'
import type { ImportAs } from '../state/images/images.ts'
import type { IntakeQueue, Outcome } from './intake.ts'

export interface Intake {
  /** Takes files, one after the other. */
  add: (files: readonly File[]) => void
  /** Takes files that have yet to be fetched. */
  bring: (files: Promise<readonly File[]>) => void
  /** Does what a refusal offered. */
  accept: (outcome: Outcome, as: ImportAs) => void
  /** Files of the present batch that are through, in the order they came. */
  outcomes: readonly Outcome[]
  /** While a batch is being worked on. */
  progress: { done: number; total: number } | null
  /** Why files of the batch were not even looked at, as a sentence. */
  unseen: string | null
  cancel: () => void
  /** Puts the report of the last batch away. */
  dismiss: () => void
  /** Files are being dragged over the page. */
  over: boolean
  /** Names of what is attached. */
  names: readonly string[]
}

/**
 * Everything that comes in as a picture, by picker, drop or paste, through one gate into one list.
 * @param intake of the list; it outlives the panel
 * @param media the list as it is
 * @param onAdd gets each picture as soon as it is through, also when the panel has left the screen or shows another list;
 *   one function a list
 * @param active false where something else takes drop and paste
 */
export function useImageIntake(
  intake: IntakeQueue,
  media: readonly MediaRef[],
  onAdd: (media: MediaRef) => void,
  active = true,
): Intake {
  const { outcomes, progress, unseen } = useStore(intake.store)
  useLayoutEffect(() => intake.follow({ media, onAdd }))
  const over = useFileDrop(intake.add, active)
  useLayoutEffect(() => (active ? takeInput((files) => intake.add({ files })) : undefined), [intake, active])
  return {
    add: (files) => intake.add({ files }),
    bring: (files) => void intake.bring(files),
    accept: (outcome, as) => void intake.accept(outcome, as),
    outcomes,
    progress,
    unseen,
    cancel: intake.cancel,
    dismiss: intake.dismiss,
    over,
    names: media.map(({ name }) => name),
  }
}
