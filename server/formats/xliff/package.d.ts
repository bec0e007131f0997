// The two writers of the package `xliff`, which has no types of its own.

declare module 'xliff/js2xliff' {
  const write: import('./create-units.ts').XliffWriter
  export default write
}

declare module 'xliff/jsToXliff12' {
  const write: import('./create-units.ts').XliffWriter
  export default write
}
