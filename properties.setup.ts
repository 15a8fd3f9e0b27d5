/** Before every test file: each property gets the same cases each time, or those of `PROPERTY_SEED`. */
import fc from 'fast-check'

/** Any number would do. `npm test` has to give the same answer twice; `npm run properties` looks for new cases. */
const SEED = 20_261_122

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? SEED) })
