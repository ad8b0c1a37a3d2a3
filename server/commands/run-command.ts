import 'server-only'
import { reasonOf } from '../platform/log'

/** The outcome of a command. Exit codes: 0 done, 1 failed, 2 wrong usage. */
export type CommandResult = { done: string } | { failed: string } | { misuse: string }

const NO_DATABASE = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET', '28P01', '28000', '3D000']
/** The text of an unexpected error, with advice if we have any. */
export const explained = (error: unknown): string =>
  NO_DATABASE.includes((error as { code?: string }).code ?? '')
    ? `The database does not let us in (DATABASE_URL): ${reasonOf(error)}. Check that it runs and that the address is right, and run the command again.`
    : reasonOf(error)

/** Runs a command that works on the database, prints the outcome in plain words, and ends the process. */
export function runCommand(usage: string, command: (words: string[]) => Promise<CommandResult>): void {
  const words = process.argv.slice(2)
  void end(words, usage, command).then((code) => process.exit(code))
}

async function end(words: string[], usage: string, command: (words: string[]) => Promise<CommandResult>): Promise<number> {
  if (words.includes('--help')) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const ended = await command(words).catch((error: unknown): CommandResult => ({ failed: explained(error) }))
  if ('done' in ended) process.stdout.write(`${ended.done}\n`)
  else process.stderr.write('misuse' in ended ? `${ended.misuse}\n${usage}\n` : `${ended.failed}\n`)
  return 'done' in ended ? 0 : 'misuse' in ended ? 2 : 1
}
