/** `npm run second-factor -- reset ADDRESS`: for an administrator who has lost theirs and has no other administrator to ask. */
import { audit } from '../accounts/audit'
import { notify } from '../accounts/notices'
import { removeApp, removePasskeys } from '../accounts/second-factor'
import { database, store } from '../database'
import { type CommandResult, runCommand } from './run-command'

const USAGE =
  'npm run second-factor -- reset ADDRESS   removes the authenticator app, recovery codes and passkeys of an account, and signs it out'

runCommand(USAGE, async ([verb, address, ...more]): Promise<CommandResult> => {
  if (verb !== 'reset' || !address || more.length > 0) return { misuse: 'Say reset, and the email address of one account.' }
  const user = await database().selectFrom('user').select('id').where('email', '=', address.toLowerCase()).executeTakeFirst()
  if (!user)
    return { failed: `No account in ${store().where} has the address ${address}. Check DATA_DIR or DATABASE_URL, and the address.` }
  await removeApp(user.id, null)
  await removePasskeys(user.id)
  await audit({ actor: 'console', action: 'account.factor-reset', about: user.id })
  await notify(user.id, 'factor-reset', null)
  return {
    done: `The second factor of ${address} is removed. The password still counts; a new second factor is set up at the next sign-in.`,
  }
})
