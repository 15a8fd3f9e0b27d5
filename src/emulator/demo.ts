import { fetchFrom } from './fetchFrom.ts'
import { createHandle } from './handle.ts'

/** The demo in this tab: a `fetch` that needs no key and no network. */
export const demoFetch: typeof fetch = fetchFrom(createHandle())
