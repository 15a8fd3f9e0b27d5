import { compact, readPrompt } from './read.ts'
import type { Opened } from './read.ts'
import type { Prompt } from './schema.ts'

/** A request holds 20 MB of JSON, so a conversation of several images stays below. */
const MAX_FILE = 64_000_000

/** The prompt as JSON text: all of it, images and thought signatures included. */
export function toFile(prompt: Prompt): string {
  return `${JSON.stringify(compact(prompt), null, 2)}\n`
}

/** Reads a file of any version by the validator that links have. Never throws: a bad file gives one sentence. */
export async function fromFile(file: Blob): Promise<Opened> {
  if (file.size > MAX_FILE)
    return {
      ok: false,
      problem: 'This file is larger than 64 MB, which no prompt needs, and was not opened.',
    }
  try {
    return await readPrompt(await file.text(), 'file')
  } catch {
    return {
      ok: false,
      problem: 'This file could not be read. It may have been moved or changed; choose it again.',
    }
  }
}
