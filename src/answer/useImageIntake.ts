import { useEffect, useRef, useState } from 'react'
import { addImage } from '../state/images.ts'
import { imagesBytes, MAX_REQUEST_BYTES } from '../state/requestSize.ts'
import { useFileDrop } from './useFileDrop.ts'
import type { ImageRef } from '../prompt/schema.ts'
import type { Refused, TakeAs } from '../state/images.ts'

/** What became of one file. */
export interface Outcome {
  /** Counts up over the life of the page. */
  key: number
  file: File
  result: { ok: true; ref: ImageRef } | Refused
}

export interface Intake {
  /** Takes files, one after the other. */
  add: (files: readonly File[]) => void
  /** Does what a refusal offered. */
  accept: (outcome: Outcome, as: TakeAs) => void
  /** Files of the present batch that are through, in the order they came. */
  outcomes: readonly Outcome[]
  /** While a batch is being worked on. */
  progress: { done: number; total: number } | null
  cancel: () => void
  /** Puts the report of the last batch away. */
  dismiss: () => void
  /** Files are being dragged over the page. */
  over: boolean
  /** Nothing is attached yet. */
  empty: boolean
}

let lastKey = 0

/**
 * Everything that comes in as a picture, by picker, drop or paste, through one gate into one list.
 * @param images the list as it is
 * @param onAdd gets each picture as soon as it is through
 * @param active false while another workspace is on the screen: then drop and paste are not for this one
 */
export function useImageIntake(
  images: readonly ImageRef[],
  onAdd: (ref: ImageRef) => void,
  active = true,
): Intake {
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([])
  const [progress, setProgress] = useState<Intake['progress']>(null)
  const latest = useRef({ images, onAdd })
  useEffect(() => {
    latest.current = { images, onAdd }
  })
  /** Files that wait; one loop at a time works on them. */
  const batch = useRef<{ waiting: File[]; done: number } | null>(null)
  const takeOne = async (file: File, as: TakeAs): Promise<Outcome['result']> => {
    const room = MAX_REQUEST_BYTES - imagesBytes(latest.current.images)
    const result = await addImage(file, as, room)
    if (result.ok) {
      const { images: present, onAdd: give } = latest.current
      const after = present[0]?.after
      const ref = after === undefined ? result.ref : { ...result.ref, after }
      // The next file may be through before the list has been drawn anew, or when this panel has left the screen.
      latest.current.images = [...present, ref]
      give(ref)
    }
    return result
  }

  const work = async () => {
    for (;;) {
      const present = batch.current
      const file = present?.waiting.shift()
      if (!present || !file) break
      setProgress({ done: present.done, total: present.done + 1 + present.waiting.length })
      const result = await takeOne(file, 'is')
      present.done += 1
      lastKey += 1
      const outcome = { key: lastKey, file, result }
      setOutcomes((before) => [...before, outcome])
    }
    batch.current = null
    setProgress(null)
  }

  const add = (files: readonly File[]) => {
    if (files.length === 0) return
    if (batch.current) {
      batch.current.waiting.push(...files)
      return
    }
    batch.current = { waiting: [...files], done: 0 }
    setOutcomes([])
    void work()
  }

  const accept = async (outcome: Outcome, as: TakeAs) => {
    const result = await takeOne(outcome.file, as)
    setOutcomes((before) => before.map((other) => (other.key === outcome.key ? { ...other, result } : other)))
  }

  const over = useFileDrop(add, active)
  return {
    add,
    accept: (outcome, as) => void accept(outcome, as),
    outcomes,
    progress,
    cancel: () => {
      if (batch.current) batch.current.waiting = []
    },
    dismiss: () => setOutcomes([]),
    over,
    empty: images.length === 0 && progress === null,
  }
}
