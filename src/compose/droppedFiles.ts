/** Files out of a drop or a paste, folders walked through. What is dropped as address, HTML or text is left alone. */
import { fileWords as words } from './words.ts'

/** Far beyond what a request holds; a folder of a whole disk must not be walked to its end. */
const MOST_FILES = 1000

function entriesOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader()
  const all: FileSystemEntry[] = []
  return new Promise((resolve, reject) => {
    // A reader gives at most 100 entries a call, and none when it is done.
    const next = () =>
      reader.readEntries((entries) => {
        // One more than is read, so that it is known that there is more.
        if (entries.length === 0 || all.length > MOST_FILES) resolve(all)
        else {
          all.push(...entries)
          next()
        }
      }, reject)
    next()
  })
}

/** Thrown where there are more files than are read, so that the walk ends. */
class TooMany extends Error {}

async function walk(entry: FileSystemEntry, into: File[]): Promise<void> {
  if (entry.isDirectory) {
    for (const child of await entriesOf(entry as FileSystemDirectoryEntry)) await walk(child, into)
    return
  }
  // Systems leave files like .DS_Store in folders; nobody means to attach them.
  if (entry.name.startsWith('.') && entry.fullPath.split('/').length > 2) return
  if (into.length >= MOST_FILES) throw new TooMany()
  into.push(
    await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
  )
}

export interface Files {
  files: readonly File[]
  /** From the clipboard, where the browser made up their names. */
  pasted?: boolean
  /** A sentence, where there are files that were not even looked at. */
  unseen?: string | null
}

/**
 * The files of a drop. Has to be called while the event is being handled; afterwards the browser has forgotten them.
 * @returns at most 1000 files; a folder that cannot be read gives what was found so far, and says so
 */
export async function droppedFiles(transfer: DataTransfer): Promise<Files> {
  const entries = [...transfer.items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null))
  const plain = [...transfer.files]
  if (!entries.some((entry) => entry?.isDirectory)) return { files: plain }
  const found: File[] = []
  try {
    for (const entry of entries) if (entry) await walk(entry, found)
  } catch (error) {
    if (error instanceof TooMany)
      return {
        files: found,
        unseen: words.notReached(MOST_FILES),
      }
    if (!(error instanceof DOMException)) throw error
    return { files: found, unseen: words.partly }
  }
  return { files: found }
}
