/** `npm run backup -- [DIRECTORY]`: writes the whole database to one file, and the drafts to another, while the server is running. */
import { join, resolve } from 'node:path'
import { audit } from '../accounts/audit'
import { config } from '../platform/config'
import { store } from '../database'
import { backUpDrafts } from '../privacy/backup/drafts'
import { makeBackup } from '../privacy/backup/make'
import { type CommandResult, runCommand } from './run-command'

const USAGE = 'npm run backup -- [DIRECTORY]   writes a backup into a directory (default: DATA_DIR/backups) while Second Look is running'

runCommand(USAGE, async (words): Promise<CommandResult> => {
  if (words.length > 1) return { misuse: 'Name one directory, or none.' }
  const directory = resolve(words[0] ?? join(config().DATA_DIR, 'backups'))
  const made = await makeBackup(store(), directory)
  if (!made)
    return {
      failed: `There is nothing to back up in ${store().where}. Set DATA_DIR or DATABASE_URL to the database that Second Look uses.`,
    }
  const drafts = await backUpDrafts(made.path)
  await audit({ actor: 'console', action: 'backup.made', detail: { rows: made.rows } })
  return {
    done: `${made.path}\n${made.rows} rows${drafts > 0 ? `, and ${drafts} ${drafts === 1 ? 'draft' : 'drafts'} in a file beside it` : ''}. Keep it with erasures.jsonl beside it, on another machine, and AUTH_SECRET or ${join(config().DATA_DIR, 'auth-secret')} apart from it.`,
  }
})
