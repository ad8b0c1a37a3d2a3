import { expect, test } from 'vitest'
import { readSettings } from './config'

test('default settings are SQLite in ./data, port 3000, no proxy trusted', () => {
  expect(readSettings({})).toMatchObject({ PORT: 3000, HOST: '0.0.0.0', DATA_DIR: './data', TRUSTED_PROXIES: 0, PSEUDO_LOCALE: false })
})

test('an empty setting counts as not set', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: ' ', CONTACT_EMAIL: '', TRUSTED_PROXIES: ' ' })).toEqual(readSettings({}))
})

test('settings have the right types', () => {
  expect(
    readSettings({ PORT: '8080', TRUSTED_PROXIES: '2', PSEUDO_LOCALE: 'true', DATABASE_URL: 'postgresql://app@db/app' }),
  ).toMatchObject({ PORT: 8080, TRUSTED_PROXIES: 2, PSEUDO_LOCALE: true, DATABASE_URL: 'postgresql://app@db/app' })
})

const WRONG = {
  PORT: ['abc', '0', '65536', '80.5', '-1'],
  TRUSTED_PROXIES: ['-1', '99', 'yes'],
  DATABASE_URL: ['mysql://db/app', 'db', 'http://db'],
  CONTACT_EMAIL: ['nobody', 'a@b@c'],
  CONTACT_NAME: ['x'.repeat(121)],
  CONTACT_PHONE: ['1'.repeat(61)],
  PSEUDO_LOCALE: ['maybe'],
  PUBLIC_URL: ['training.example', 'ftp://training.example'],
  AUTH_SECRET: ['too short'],
  OIDC_ROLES: ['trainers', 'trainers=king', '=owner', 'a=owner,b', 'a=learner'],
  SMTP_URL: ['mail.example:25', 'http://mail.example'],
  XAPI_ENDPOINT: ['lrs.example', 'ftp://lrs.example', 'https://lrs.example/xapi'],
  XAPI_REPORT: ['everything'],
  XAPI_ACTOR: ['name'],
}
test.each(Object.entries(WRONG).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
  '%s=%s is refused by name',
  (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^ {2}${name}: \\S`, 'm'))
  },
)

test('everything wrong is reported at once, one line each', () => {
  const env = Object.fromEntries(Object.entries(WRONG).map(([name, [value]]) => [name, value]))
  const said = (() => {
    try {
      return String(readSettings(env))
    } catch (error) {
      return (error as Error).message
    }
  })()
  expect(
    said
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(':')[0])
      .sort(),
  ).toEqual(Object.keys(WRONG).sort())
})

test('a mapping of roles takes values with commas and equals signs', () => {
  const rolesOf = (OIDC_ROLES: string) => readSettings({ OIDC_ROLES }).OIDC_ROLES
  expect(rolesOf('trainers=facilitator, hr = owner')).toEqual([
    { value: 'trainers', role: 'facilitator' },
    { value: 'hr', role: 'owner' },
  ])
  expect(rolesOf('CN=IT,OU=HQ=administrator; x=author')).toEqual([
    { value: 'CN=IT,OU=HQ', role: 'administrator' },
    { value: 'x', role: 'author' },
  ])
  expect(readSettings({}).OIDC_ROLES).toEqual([])
})

test.each([{ OIDC_ISSUER: 'https://id.example' }, { OIDC_CLIENT_ID: 'second-look' }])(
  'single sign-on that is only half configured is refused: %o',
  (env) => {
    expect(() => readSettings(env)).toThrow(/OIDC_CLIENT_ID: must be set/)
  },
)
