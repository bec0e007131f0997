// Takes Web Awesome's icon libraries away, because the default one asks a foreign server.
// Imported before any of its elements: wherever one of them shows an icon, we slot our own.

import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js'

for (const library of ['default', 'system']) registerIconLibrary(library, { resolver: () => '' })
