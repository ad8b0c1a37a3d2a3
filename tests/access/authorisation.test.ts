/** Every page and handler for every role, against the table below. Routes are read from `app/`, so a new one without a row fails. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES, type Role } from '@/server/platform/role'
import { ask } from '@/tests/support/live'
import { AUTH_SECRET, somebody } from '@/tests/support/people'
import { type Route, addressOf, routes } from '@/tests/support/routes'
import { type TestServer, startServer } from '@/tests/support/server'

type Caller = 'nobody' | Role
const WHO: readonly Caller[] = ['nobody', ...ROLES]

const PARTS = { scenario: 'P01', variant: 'hostile' }

interface Row {
  for: readonly Caller[]
  status: number | readonly number[]
}
const everybody = (status: Row['status'] = 200): Row => ({ for: WHO, status })
const only =
  (...roles: Role[]) =>
  (status: Row['status'] = 200): Row => ({ for: roles, status })
const signedIn = only(...ROLES)
const managers = only('author', 'owner', 'auditor', 'administrator')
const authors = only('author', 'administrator')
const builders = only('owner', 'administrator')
const author = only('author')
const auditors = only('owner', 'auditor', 'administrator')
const logReaders = only('auditor', 'administrator')
const administrator = only('administrator')

/** An id that does not exist gives 307 or 303, to a page that says so. */
const TABLE: Record<string, Row> = {
  'GET /[locale]/accessibility': everybody(200),
  'GET /[locale]/contact-card': everybody(200),
  'GET /[locale]/courses': everybody(200),
  'GET /[locale]/enrol/[token]': everybody(200),
  'GET /[locale]/forgotten': everybody(200),
  'GET /[locale]/invitation/[token]': everybody(200),
  'GET /[locale]/j': everybody(200),
  'GET /[locale]/learn/[scenario]': everybody(200),
  'GET /[locale]/learn/continue/[token]': everybody(200),
  'GET /[locale]/learn/data': everybody(200),
  // Browsers keep it for when there is no network, so nothing in it is about anybody.
  'GET /[locale]/learn/offline': everybody(200),
  'GET /[locale]/learn/skills': everybody(200),
  'GET /[locale]/learn': everybody(200),
  'GET /[locale]/live': everybody(200),
  'GET /[locale]/no-access': everybody(200),
  'GET /[locale]': everybody(200),
  'GET /[locale]/privacy': everybody(200),
  'GET /[locale]/reset/[token]': everybody(200),
  'GET /[locale]/set-up/[token]': everybody(200),
  'GET /[locale]/sign-up': everybody(200),
  'GET /[locale]/signs': everybody(200),
  'GET /[locale]/sources': everybody(200),
  'GET /[locale]/sources/services': everybody(200),
  'GET /[locale]/verify/[code]': everybody(200),
  'GET /[locale]/verify': everybody(200),
  'GET /healthz': everybody(200),
  'GET /.well-known/security.txt': everybody(404),
  'GET /[locale]/courses/[enrolment]/certificate/badge': everybody(307),
  'GET /[locale]/courses/[enrolment]/certificate': everybody(307),
  'GET /[locale]/courses/[enrolment]/items/[item]': everybody(307),
  'GET /[locale]/courses/[enrolment]': everybody(307),
  'GET /[locale]/j/[code]': everybody(307),
  'GET /[locale]/learn/attempts/[attempt]/debrief': everybody(307),
  'GET /[locale]/learn/attempts/[attempt]': everybody(307),
  'GET /[locale]/learn/data/link/[token]': everybody(307),
  'GET /[locale]/live/[session]/attendance': everybody(307),
  'GET /[locale]/live/[session]/attendance/csv': everybody(307),
  'GET /[locale]/live/[session]/cockpit': everybody(307),
  'GET /[locale]/live/[session]/devices': everybody(307),
  'GET /[locale]/live/[session]/facilitator/[token]': everybody(307),
  'GET /[locale]/live/[session]': everybody(307),
  'GET /[locale]/live/[session]/printout': everybody(307),
  'GET /[locale]/live/[session]/printout/handouts': everybody(307),
  'GET /[locale]/live/[session]/printout/slides': everybody(307),
  'GET /[locale]/live/[session]/plan': everybody(307),
  'GET /[locale]/live/[session]/projector': everybody(307),
  'GET /[locale]/live/[session]/summary/csv': everybody(307),
  'GET /[locale]/live/[session]/summary/json': everybody(307),
  'GET /[locale]/live/[session]/summary': everybody(307),
  'GET /[locale]/live/[session]/run-sheet': everybody(307),
  'GET /[locale]/sign-in/sso': everybody(307),
  'POST /[locale]/courses/[enrolment]/certificate/issue': everybody(303),
  'POST /[locale]/courses/[enrolment]/certificate/remove-name': everybody(303),
  'POST /[locale]/courses/[enrolment]/certificate/renew-name': everybody(303),
  'POST /[locale]/courses/[enrolment]/certificate/withdraw': everybody(303),
  'POST /[locale]/courses/[enrolment]/items/[item]/done': everybody(303),
  'POST /[locale]/courses/[enrolment]/items/[item]/skip': everybody(303),
  'POST /[locale]/courses/[enrolment]/items/[item]/play': everybody(303),
  'POST /[locale]/courses/[enrolment]/renew': everybody(303),
  'POST /[locale]/courses/[enrolment]/start': everybody(303),
  'POST /[locale]/display': everybody(303),
  'POST /[locale]/enrol/[token]/start': everybody(303),
  'POST /[locale]/forgotten/send': everybody(303),
  'POST /[locale]/invitation/[token]/accept': everybody(303),
  'POST /[locale]/invitation/[token]/ask': everybody(303),
  'POST /[locale]/learn/[scenario]/start': everybody(303),
  'POST /[locale]/learn/attempts/[attempt]/events': everybody(303),
  'POST /[locale]/learn/attempts/[attempt]/fair': everybody(303),
  'POST /[locale]/learn/attempts/[attempt]/again': everybody(303),
  'POST /[locale]/learn/attempts/[attempt]/other': everybody(303),
  'POST /[locale]/learn/attempts/[attempt]/replay': everybody(303),
  'POST /[locale]/learn/continue/[token]/accept': everybody(303),
  'POST /[locale]/learn/data/devices': everybody(303),
  'POST /[locale]/learn/data/erase': everybody(303),
  'POST /[locale]/learn/data/forget': everybody(303),
  'POST /[locale]/learn/data/link': everybody(303),
  'POST /[locale]/live/[session]/address': everybody(303),
  'POST /[locale]/live/[session]/attendance/add': everybody(303),
  'POST /[locale]/live/[session]/attendance/open': everybody(303),
  'POST /[locale]/live/[session]/attendance/sign': everybody(303),
  'POST /[locale]/live/[session]/attendance/strike': everybody(303),
  'POST /[locale]/live/[session]/delete': everybody(303),
  'POST /[locale]/live/[session]/devices/end': everybody(303),
  'POST /[locale]/live/[session]/duplicate': everybody(303),
  'POST /[locale]/live/[session]/plan/save': everybody(303),
  'POST /[locale]/live/[session]/rename': everybody(303),
  'POST /[locale]/live/[session]/facilitator/[token]/accept': everybody(303),
  'POST /[locale]/live/[session]/facilitator': everybody(303),
  'POST /[locale]/live/create': everybody(303),
  'POST /[locale]/reset/[token]/accept': everybody(303),
  'POST /[locale]/set-up/[token]/accept': everybody(303),
  'POST /[locale]/sign-in/password': everybody(303),
  'GET /[locale]/sign-in/second-factor': everybody(307),
  'POST /[locale]/sign-in/second-factor/confirm': everybody(303),
  'POST /[locale]/sign-out': everybody(303),
  'POST /[locale]/sign-up/send': everybody(303),
  'GET /[locale]/learn/data/export': everybody([200, 303]),
  'GET /[locale]/sign-in': everybody([200, 307]),
  'GET /api/auth/[...all]': everybody(404),
  'POST /api/auth/[...all]': everybody(404),
  'GET /api/badges/issuer': everybody(404),
  'GET /api/lti/jwks/[platform]': everybody(404),
  'GET /api/lti/login': everybody(303),
  'POST /api/lti/login': everybody(303),
  'POST /api/lti/launch': everybody(303),
  'GET /[locale]/lti/problem': everybody(200),
  'GET /[locale]/lti/[launch]': everybody(307),
  'POST /[locale]/lti/[launch]/begin': everybody(303),
  'POST /[locale]/lti/[launch]/choose': everybody(303),
  'GET /[locale]/lti/keep/[state]': everybody(307),
  'GET /[locale]/lti/check/[state]': everybody(307),
  'POST /[locale]/lti/check/[state]/confirm': everybody(303),
  'GET /[locale]/lti/register/[token]': everybody(200),
  'POST /[locale]/lti/register/[token]/do': everybody(303),
  'GET /api/badges/jwks': everybody(404),
  'GET /api/badges/keys/[key]': everybody(404),
  'GET /api/badges/revocations': everybody(404),
  'GET /organisation/logo': everybody(404),
  'GET /api/course-images/[image]': everybody(404),
  'GET /[locale]/account': signedIn(200),
  'GET /[locale]/account/second-factor': signedIn(200),
  'POST /[locale]/account/second-factor/begin': signedIn(303),
  'POST /[locale]/account/second-factor/codes': signedIn(303),
  'POST /[locale]/account/second-factor/confirm': signedIn(303),
  'POST /[locale]/account/second-factor/kept': signedIn(303),
  'POST /[locale]/account/second-factor/remove': signedIn(303),
  'GET /[locale]/account/prove/[token]': signedIn(200),
  'POST /[locale]/account/prove/[token]/accept': signedIn(303),
  'POST /[locale]/account/prove': signedIn(303),
  'POST /[locale]/account/notices/dismiss': signedIn(303),
  'POST /[locale]/account/passkeys/remove': signedIn(303),
  // Refused without the password, as JSON for a script.
  'POST /[locale]/account/passkeys/begin': signedIn(403),
  'POST /[locale]/account/password': signedIn(303),
  'POST /[locale]/account/sessions/end-others': signedIn(303),
  'POST /[locale]/account/sessions/end': signedIn(303),
  'POST /[locale]/invitation/[token]/join': signedIn(303),
  'GET /[locale]/manage': managers(200),
  'GET /[locale]/manage/scenarios/[scenario]/[variant]': authors(200),
  'GET /[locale]/manage/scenarios/[scenario]/[variant]/read': authors(200),
  'GET /[locale]/manage/scenarios': authors(200),
  'POST /[locale]/manage/scenarios/[scenario]/[variant]/save': authors(303),
  'POST /[locale]/manage/scenarios/[scenario]/[variant]/withdraw': authors(303),
  'POST /[locale]/manage/scenarios/preview': authors(303),
  'GET /[locale]/manage/scenarios/drafts': authors(200),
  'GET /[locale]/manage/scenarios/drafts/[draft]': authors(307),
  'GET /[locale]/manage/scenarios/drafts/[draft]/play': authors(307),
  'GET /[locale]/manage/scenarios/drafts/[draft]/plan': authors(307),
  'GET /[locale]/manage/scenarios/drafts/[draft]/version': authors(307),
  'POST /[locale]/manage/scenarios/drafts/[draft]/text': authors(303),
  'POST /[locale]/manage/scenarios/drafts/create': authors(303),
  'POST /[locale]/manage/scenarios/drafts/[draft]/save': authors(303),
  'POST /[locale]/manage/scenarios/drafts/[draft]/publish': authors(303),
  'GET /[locale]/manage/scenarios/packages': authors(200),
  'POST /[locale]/manage/scenarios/packages/make': authors(303),
  'GET /[locale]/manage/scenarios/feedback': author(200),
  'POST /[locale]/manage/scenarios/feedback/done': author(303),
  'GET /[locale]/manage/courses/[course]/add/[kind]': builders(307),
  'GET /[locale]/manage/courses/[course]/images': builders(307),
  'GET /[locale]/manage/courses/[course]/file': builders(307),
  'GET /[locale]/manage/courses/[course]/file/yaml': builders(307),
  'GET /[locale]/manage/courses/[course]/items/[item]': builders(307),
  'GET /[locale]/manage/courses/[course]': builders(307),
  'GET /[locale]/manage/courses/[course]/people/[cohort]': builders(307),
  'GET /[locale]/manage/courses/[course]/people': builders(307),
  'GET /[locale]/manage/courses/[course]/preview/[item]': builders(307),
  'GET /[locale]/manage/courses/[course]/preview': builders(307),
  'GET /[locale]/manage/courses/[course]/publish': builders(307),
  'GET /[locale]/manage/courses/[course]/rules': builders(307),
  'GET /[locale]/manage/platforms': builders(200),
  'GET /[locale]/manage/platforms/[platform]': builders(307),
  'POST /[locale]/manage/platforms/create': administrator(303),
  'POST /[locale]/manage/platforms/[platform]/link': administrator(303),
  'POST /[locale]/manage/platforms/[platform]/save': administrator(303),
  'POST /[locale]/manage/platforms/[platform]/deployment': administrator(303),
  'POST /[locale]/manage/platforms/[platform]/courses': builders(303),
  'POST /[locale]/manage/platforms/[platform]/again': builders(303),
  'POST /[locale]/manage/platforms/[platform]/members': builders(303),
  'POST /[locale]/manage/platforms/[platform]/remove': administrator(303),
  'GET /[locale]/manage/compliance': auditors(200),
  'GET /[locale]/manage/compliance/csv': auditors(200),
  'GET /[locale]/manage/compliance/certificate': auditors(303),
  'GET /[locale]/manage/compliance/audit-files/[file]': auditors(303),
  'POST /[locale]/manage/compliance/audit-files/create': auditors(303),
  'POST /[locale]/manage/compliance/audit-files/[file]/remove': auditors(303),
  'GET /[locale]/manage/courses/[course]/owners': builders(307),
  'POST /[locale]/manage/courses/[course]/owners/change': administrator(303),
  'POST /[locale]/manage/courses/[course]/arrange': builders(303),
  'POST /[locale]/manage/courses/[course]/images/add': builders(303),
  'POST /[locale]/manage/courses/[course]/file/save': builders(303),
  'POST /[locale]/manage/courses/[course]/records/[line]/certificate': builders(303),
  'POST /[locale]/manage/courses/[course]/people/[cohort]/change': builders(303),
  'POST /[locale]/manage/courses/[course]/people/[cohort]/link': builders(303),
  'POST /[locale]/manage/courses/[course]/people/[cohort]/links': builders(303),
  'POST /[locale]/manage/courses/[course]/people/create': builders(303),
  'POST /[locale]/manage/courses/[course]/preview/start': builders(303),
  'POST /[locale]/manage/courses/[course]/publish/confirm': builders(303),
  'POST /[locale]/manage/courses/[course]/put': builders(303),
  'POST /[locale]/manage/courses/[course]/rules/end': builders(303),
  'POST /[locale]/manage/courses/[course]/rules/save': builders(303),
  'POST /[locale]/manage/courses/create': builders(303),
  'GET /[locale]/manage/courses/new': builders(200),
  'GET /[locale]/manage/courses': auditors(200),
  'GET /[locale]/manage/courses/[course]/figures': builders(307),
  'GET /[locale]/manage/courses/[course]/records/csv': auditors(307),
  'GET /[locale]/manage/courses/[course]/records': auditors(307),
  'GET /[locale]/manage/courses/[course]/records/xlsx': auditors(307),
  'GET /[locale]/manage/courses/[course]/records/[line]': auditors(307),
  'GET /[locale]/manage/courses/[course]/records/act': builders(307),
  'POST /[locale]/manage/courses/[course]/records/act/do': builders(303),
  'POST /[locale]/manage/courses/[course]/records/remind': builders(303),
  'POST /[locale]/manage/courses/[course]/records/undo': builders(303),
  // A file. Nothing changes except the audit log.
  'POST /[locale]/manage/audit/csv': logReaders(200),
  'GET /[locale]/manage/audit': logReaders(200),
  'GET /[locale]/manage/data': administrator(200),
  'GET /[locale]/manage/data/holds': administrator(200),
  'GET /[locale]/manage/data/holds/[hold]/end': administrator(307),
  'POST /[locale]/manage/data/holds/[hold]/end/confirm': administrator(303),
  'POST /[locale]/manage/data/holds/place': administrator(303),
  'GET /[locale]/manage/organisation/contacts': administrator(200),
  'GET /[locale]/manage/organisation': administrator(200),
  'GET /[locale]/manage/organisation/mails': administrator(200),
  'GET /[locale]/manage/organisation/mails/[kind]': administrator(307),
  'GET /[locale]/manage/organisation/mails/[kind]/preview': administrator(404),
  'POST /[locale]/manage/organisation/mails/[kind]/save': administrator(303),
  'POST /[locale]/manage/organisation/mails/send-test': administrator(303),
  'GET /[locale]/manage/people': administrator(200),
  'GET /[locale]/manage/people/add': builders(200),
  'GET /[locale]/manage/first-steps/address': administrator(200),
  'GET /[locale]/manage/first-steps/mail/[token]': administrator(200),
  'POST /[locale]/manage/first-steps/mail/[token]/arrived': administrator(303),
  'POST /[locale]/manage/first-steps/show': administrator(303),
  'POST /[locale]/manage/people/add/send': builders(303),
  'GET /[locale]/manage/organisation/[form]': administrator(307),
  'GET /[locale]/manage/people/[user]': administrator(307),
  'GET /[locale]/manage/people/known/[member]': administrator(307),
  'GET /[locale]/manage/people/[user]/remove': administrator(307),
  'GET /[locale]/manage/people/link/[kind]/[token]': administrator(307),
  'POST /[locale]/manage/organisation/[form]/save': administrator(303),
  'POST /[locale]/manage/organisation/apply': administrator(303),
  'POST /[locale]/manage/organisation/contacts/remove': administrator(303),
  'POST /[locale]/manage/organisation/contacts/save': administrator(303),
  'POST /[locale]/manage/organisation/discard': administrator(303),
  'POST /[locale]/manage/people/[user]/left': administrator(303),
  'POST /[locale]/manage/people/[user]/export': administrator(303),
  'POST /[locale]/manage/people/known/[member]/left': administrator(303),
  'POST /[locale]/manage/people/known/[member]/name': administrator(303),
  'POST /[locale]/manage/people/[user]/remove/confirm': administrator(303),
  'POST /[locale]/manage/people/[user]/reset': administrator(303),
  'POST /[locale]/manage/people/[user]/roles': administrator(303),
  'POST /[locale]/manage/people/[user]/second-factor': administrator(303),
  'POST /[locale]/manage/people/[user]/sessions': administrator(303),
  'POST /[locale]/manage/people/invitations/[invitation]/renew': administrator(303),
  'POST /[locale]/manage/people/invitations/[invitation]/withdraw': administrator(303),
  'GET /[locale]/manage/people/directory': administrator(200),
  'GET /[locale]/manage/people/directory/[run]': administrator(307),
  'POST /[locale]/manage/people/directory/upload': administrator(303),
  'POST /[locale]/manage/people/directory/[run]/decide': administrator(303),
  'POST /[locale]/manage/courses/[course]/people/[cohort]/rule': builders(303),
  'GET /[locale]/live/[session]/stream': everybody(404),
  'GET /[locale]/live/[session]/state': everybody(404),
  'POST /[locale]/live/[session]/answers': everybody(404),
  'POST /[locale]/live/[session]/commands': everybody(404),
  'POST /[locale]/live/[session]/actions': everybody(404),
  'POST /[locale]/j': everybody(303),
  'GET /metrics': everybody(200),
}

/** A page redirects: strangers to sign in, people without the role to “no access”. A handler does the former, or says 403. */
function refusal({ page }: Route, who: Caller): { status: number[]; location: RegExp | null } {
  if (who === 'nobody') return { status: [303, 307], location: /^\/en\/sign-in/ }
  return page ? { status: [307, 403], location: /^\/en\/no-access$/ } : { status: [403], location: null }
}

/** What these answer comes from people, needs its own styles, and runs nothing. */
const INLINE_STYLES = ['GET /organisation/logo', 'GET /[locale]/manage/organisation/mails/[kind]/preview']

describe('every route, by every role [p:every-route] [p:csp-every-route]', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-roles-'))
  const cookies = new Map<Caller, string>([['nobody', '']])
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ dataDir: directory, env: { AUTH_SECRET } })
    for (const role of ROLES) cookies.set(role, (await somebody({ directory }, server.port, [role])).cookie)
  })
  afterAll(async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  test('each route has a row, and each row a route', () => {
    expect(Object.keys(TABLE).sort()).toEqual(routes.map((r) => r.name).sort())
  })
  test('an auditor writes nothing in management but audit files and a file of the log, whatever else there is [p:completion-for-readers]', () => {
    const writes = routes.filter(({ method, path }) => method !== 'GET' && path.includes('/manage/'))
    expect(writes.length).toBeGreaterThan(30)
    expect(writes.filter(({ name }) => TABLE[name]!.for.includes('auditor')).map(({ name }) => name)).toEqual([
      'POST /[locale]/manage/audit/csv',
      'POST /[locale]/manage/compliance/audit-files/[file]/remove',
      'POST /[locale]/manage/compliance/audit-files/create',
    ])
  })
  test.each(routes)('$name', async (route) => {
    const { method, name } = route
    const row = TABLE[name]!
    // What is for everybody is asked for with the fewest rights and with the most.
    for (const who of row.for === WHO ? (['nobody', 'administrator'] as const) : WHO) {
      const reply = await ask(`${server.url}${addressOf(route, PARTS)}`, {
        method,
        cookie: cookies.get(who)!,
        ...(method !== 'GET' && { body: '', type: 'application/x-www-form-urlencoded' }),
      })
      const expected = row.for.includes(who) ? { status: [row.status].flat(), location: null } : refusal(route, who)
      const said = `${who}: ${reply.status} ${reply.headers.location ?? ''}`
      expect(expected.status, said).toContain(reply.status)
      if (row.for.includes(who)) expect(reply.headers.location ?? '', said).not.toMatch(/\/(sign-in(?!\?note=)|no-access)/)
      else if (expected.location && reply.status !== 403) expect(reply.headers.location, said).toMatch(expected.location)
      const policy = String(reply.headers['content-security-policy'])
      if (INLINE_STYLES.includes(name))
        expect(policy, said).toMatch(/^default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors '\w+'$/)
      else expect(policy, said).toMatch(/^default-src 'none';(?!.*unsafe)/)
      expect(reply.body, said).not.toMatch(/\n\s+at .+:\d+:\d+|node_modules|SqliteError|ECONNREFUSED/)
    }
  })
})
