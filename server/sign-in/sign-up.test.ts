import { beforeAll, expect, test } from 'vitest'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { OrganisationSchema, saveOrganisation } from '../organisation/organisation'

// The settings are read only once, so we import the modules after setting them.
let signUp: typeof import('./sign-up')
let crowd: typeof import('../reports/crowd')
beforeAll(async () => {
  process.env.SMTP_URL = 'smtp://127.0.0.1:1'
  signUp = await import('./sign-up')
  crowd = await import('../reports/crowd')
})

onEitherDatabase((fresh) => {
  holdStore(fresh)
  test.each([
    [[], false, false, false],
    [['ministry.example'], false, true, false],
    [['ministry.example'], true, true, true],
    [[], true, false, false],
  ])(
    'domains %j, and whether people may create accounts: %s; figures are possible: %s; sign-up is offered: %s',
    async (domains, sign_up, figures, offered) => {
      await saveOrganisation(OrganisationSchema.parse({ domains, sign_up }))
      expect([await crowd.crowdsArePossible(), await signUp.offersSignUp()]).toEqual([figures, offered])
    },
  )
})
