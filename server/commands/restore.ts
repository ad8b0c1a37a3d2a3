/** `npm run restore -- FILE [--replace]`: replaces the database with a backup. */
import { dirname, resolve } from 'node:path'
import { audit } from '../accounts/audit'
import { store } from '../database'
import { BadBackup } from '../privacy/backup/file'
import { readLedger } from '../privacy/backup/ledger'
import { readDrafts, restoreDrafts } from '../privacy/backup/drafts'
import { NotEmptyError, type RestoreResult, restore } from '../privacy/backup/restore'
import { type CommandResult, explained, runCommand } from './run-command'

const USAGE = 'npm run restore -- FILE [--replace]   replaces the database by a backup; --replace is needed if it holds data'

runCommand(USAGE, async (words): Promise<CommandResult> => {
  const [file, ...more] = words.filter((word) => word !== '--replace')
  const strange = words.find((word) => word.startsWith('--') && word !== '--replace')
  if (strange) return { misuse: `There is no option ${strange}.` }
  if (!file || more.length > 0) return { misuse: 'Name one file that “npm run backup” has made.' }
  const path = resolve(file)
  let restored: RestoreResult
  let drafts: Record<string, string> | null
  try {
    // Read before anything is replaced, so that a damaged file changes nothing.
    drafts = await readDrafts(path)
    restored = await restore(store(), path, { replace: words.includes('--replace'), erasures: readLedger(dirname(path)) })
  } catch (error) {
    if (error instanceof BadBackup) return { failed: error.message }
    if (error instanceof NotEmptyError)
      return {
        failed: `The database in ${store().where} holds data. Make a backup of it first, then add --replace to delete what it holds and restore this file instead.`,
      }
    if (isInUse(error))
      return { failed: `The database in ${store().where} is in use. Stop Second Look, then restore again. Nothing was changed.` }
    return { failed: `${explained(error)}\nNothing was changed.` }
  }
  await audit({ actor: 'console', action: 'backup.restored', detail: { rows: restored.rows, erased: restored.erased } })
  return { done: inWords(restored, drafts && { all: Object.keys(drafts).length, written: await restoreDrafts(drafts) }) }
})

function inWords({ header, rows, erased }: RestoreResult, drafts: { all: number; written: number } | null): string {
  return [
    `Restored ${rows} rows of ${new Date(header.made_at).toISOString()} into ${store().where}.`,
    ...(erased > 0
      ? [
          `${erased} ${erased === 1 ? 'account or learner' : 'accounts and learners'} had been erased since, and ${erased === 1 ? 'was' : 'were'} erased again.`,
        ]
      : []),
    ...(drafts ? [`Restored ${drafts.written} of ${drafts.all} drafts. Those that are there already were left as they are.`] : []),
    'Everyone has to sign in again. Now start Second Look.',
  ].join('\n')
}

function isInUse(error: unknown): boolean {
  return ['SQLITE_BUSY', 'SQLITE_LOCKED', '55P03'].includes((error as { code?: string }).code ?? '')
}
