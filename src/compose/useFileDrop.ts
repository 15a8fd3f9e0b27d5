import { useEffect, useRef, useState } from 'react'
import { droppedFiles } from './droppedFiles.ts'
import { namesOnly } from './pasted.ts'
import type { Files } from './droppedFiles.ts'

/** Marks a drag of a tile to another place in its list; the browser hides the value until the drop. */
export const TILE = 'application/x-attachment'

const isTile = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes(TILE) ?? false
const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false

/** Text may be dragged into a field, as everywhere. */
function intoField({ target }: Event): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null
}

/** What is typed is text first: Word puts a picture beside the text it copies. A file manager only names its files. */
function isMeantAsText(event: ClipboardEvent, files: readonly File[]): boolean {
  const { clipboardData } = event
  if (!intoField(event) || !clipboardData?.types.includes('text/plain')) return false
  return !namesOnly(clipboardData.getData('text/plain'), files)
}

/**
 * Files dropped anywhere on the page or pasted anywhere in it go to `onFiles`. A dropped address or HTML never
 * navigates and is never fetched.
 * @param active false while another workspace is on the screen
 * @returns whether files are being dragged over the page
 */
export function useFileDrop(onFiles: (dropped: Files) => void, active: boolean): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    if (!active) return
    const listening = new AbortController()
    const { signal } = listening
    addEventListener(
      'dragover',
      (event) => {
        if (isTile(event) || (!holdsFiles(event) && intoField(event))) return
        event.preventDefault()
        if (event.dataTransfer) event.dataTransfer.dropEffect = holdsFiles(event) ? 'copy' : 'none'
        setOver(holdsFiles(event))
      },
      { signal },
    )
    addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal })
    addEventListener(
      'drop',
      (event) => {
        setOver(false)
        if (isTile(event) || (!holdsFiles(event) && intoField(event))) return
        event.preventDefault()
        if (!event.dataTransfer || !holdsFiles(event)) return
        void droppedFiles(event.dataTransfer).then((dropped) => latest.current(dropped))
      },
      { signal },
    )
    addEventListener(
      'paste',
      (event) => {
        const files = [...(event.clipboardData?.files ?? [])]
        if (files.length === 0 || event.defaultPrevented || isMeantAsText(event, files)) return
        event.preventDefault()
        latest.current({ files, pasted: true })
      },
      { signal },
    )
    return () => listening.abort()
  }, [active])
  return over
}
