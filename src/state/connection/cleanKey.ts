// For the Connection dialog, which may not reach into the client; apart from `connection.ts`, which the first load has.
export { cleanKey } from '../../gemini/cleanKey.ts'
