import './light-scrypt.cjs'
import { randomBytes } from 'node:crypto'
import type { Role } from '@/server/platform/role'
import { openAuth } from '@/server/accounts/auth'
import { hash } from '@/server/accounts/hashing'
import { readSettings } from '@/server/platform/config'
import { openStore } from '@/server/database'
import { AUTH_SECRET, PASSWORD } from './apart'
import type { Address } from './store'

export { AUTH_SECRET, PASSWORD }

export interface TestPerson {
  id: string
  email: string
  name: string
  cookie: string
}

/** Once a process, because hashing for each would take most of the time. */
let hashed: Promise<string> | undefined

/** `port` is the server's, because cookies are bound to its address. */
export async function somebody(address: Address, port: number, roles: Role[] = [], name = 'Sam Rivers'): Promise<TestPerson> {
  const store = openStore(address)
  try {
    const auth = openAuth(store, readSettings({ PORT: String(port) }), AUTH_SECRET)
    ;(await auth.$context).password.hash = () => (hashed ??= hash(PASSWORD))
    const email = `p${randomBytes(6).toString('hex')}@example.org`
    const { headers, response } = await auth.api.signUpEmail({ body: { email, name, password: PASSWORD }, returnHeaders: true })
    const { id } = response.user
    for (const role of roles) if (role !== 'learner') await store.db.insertInto('user_role').values({ user_id: id, role }).execute()
    return {
      id,
      email,
      name,
      cookie: headers
        .getSetCookie()
        .map((c) => c.split(';')[0])
        .join('; '),
    }
  } finally {
    await store.db.destroy()
  }
}
