/** A text that is missing is only logged, and its key shown: a test that comes upon one fails. */
const log = console.error
console.error = (...args: unknown[]) => {
  const [error] = args
  if (error instanceof Error && 'code' in error && error.code === 'MISSING_MESSAGE') throw error
  log(...args)
}
