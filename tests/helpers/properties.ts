// Properties are tried on the same random cases on every machine; PROPERTY_SEED=… tries them on others.

import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 2026) })

export { fc }
