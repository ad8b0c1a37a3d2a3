/** For a new column, this shows which texts have to mention it. */
import { describe, expect, test } from 'vitest'
import en from '@/messages/en.json'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { KINDS, KIND_NAMES, type Kind, SHOWN_KINDS, SHOWN_PARTS } from './processing'

/** Tables about nobody. */
const NOBODY = [
  'served_scenario',
  'published_scenario',
  'scenario_structure',
  'scenario_texts',
  'course',
  'course_version',
  'course_image',
  'cohort',
  'mail_text',
  'lti_platform',
  'lti_deployment',
  'kysely_migration',
  'kysely_migration_lock',
]
/** Keys, locks, and columns that say no more than the rest of the row. */
const REST = ''
/** The words that both texts must contain, and the columns they describe. */
const SAID: Record<string, Record<string, string>> = {
  learner: { 'random number': 'id', [REST]: 'created_at user_id' },
  device: { 'since when': 'created_at', [REST]: 'id learner_id' },
  device_link: { 'another device|any device': 'id', [REST]: 'expires_at learner_id tries' },
  attempt: { attempt: 'id', [REST]: 'asked learner_id locale names parent purpose scenario started_at structure texts variant' },
  event: { 'flags, checks, decisions|events and times': 'at body', [REST]: 'attempt_id seq' },
  attempt_result: {
    result: 'outcome result',
    [REST]: 'attempt_id counted finished_at first first_report looks structure variant',
  },
  feedback: { fair: 'verdict words', day: 'day', [REST]: 'id locale scenario shown structure variant' },
  user: {
    name: 'name',
    'who gave it': 'namedBy',
    verified: 'emailVerified',
    address: 'email formerEmail',
    [REST]: 'createdAt id image updatedAt',
  },
  account: {
    password: 'password',
    'id for you|identifier': 'accountId providerId',
    [REST]: 'accessToken accessTokenExpiresAt createdAt id idToken refreshToken refreshTokenExpiresAt scope updatedAt userId',
  },
  passkey: {
    'passkeys with their names|names of passkeys': 'name publicKey',
    [REST]: 'aaguid backedUp counter createdAt credentialID deviceType id transports userId',
  },
  user_role: { roles: 'role', [REST]: 'source user_id' },
  course_owner: { 'courses you own|courses that a person owns': 'course_id', [REST]: 'since user_id' },
  second_factor: {
    secret: 'secret waiting',
    'since when': 'since',
    'period of its last code': 'last_step',
    [REST]: 'user_id waiting_at',
  },
  recovery_code: { 'recovery codes as hashes': 'hash', [REST]: 'user_id' },
  session: {
    'browser and system': 'userAgent',
    'since when': 'createdAt',
    'second factor': 'secondFactor providerSaid',
    [REST]: 'expiresAt id ipAddress token updatedAt userId',
  },
  verification: { [REST]: 'createdAt expiresAt id identifier updatedAt value' },
  notice: {
    'others did|what, when': 'kind at',
    'how often': 'times',
    'name and address': 'by_name by_email',
    'first saw': 'seen_at',
    'in which course': 'course',
    'due day': 'day',
    [REST]: 'act_id id user_id',
  },
  invitation: {
    name: 'name',
    address: 'email',
    roles: 'roles',
    'courses you will own|courses that a person will own': 'owns',
    cohort: 'cohort_id',
    'who that was|who sent it': 'invited_by',
    'mail went out': 'mail',
    'mail server answered': 'mail_answer',
    'shown the link': 'shown',
    'last reminded|last reminder': 'reminded_at',
    'how often|how many': 'reminders',
    exempt: 'exempt_at',
    'due day': 'due_at',
    'first invited': 'named_at',
    'have left it|has left it': 'ended_at',
    'new password': 'kind',
    [REST]: 'created_at expires_at id reminding_until user_id',
  },
  member: {
    name: 'name words',
    address: 'address',
    'the address before': 'former_address',
    unit: 'unit',
    site: 'site',
    manager: 'manager',
    groups: 'groups',
    language: 'language',
    'own id': 'external_id',
    joined: 'joined_at',
    'entered|by hand': 'source',
    'have left|has left': 'state left_at',
    'recorded it': 'left_by',
    'last told': 'overdue_told_at',
    [REST]: 'created_at id user_id',
  },
  cohort_joiner: { rule: 'cohort_id', [REST]: 'at member_id' },
  directory_run: {
    'uploaded it': 'read_by',
    'file’s name and columns': 'file columns',
    [REST]: 'applied_at at counts digest done encoding held_until id lines reason source state',
  },
  directory_change: { 'reading of the directory changed': 'body kind', [REST]: 'address member_id n run_id' },
  enrolment: {
    version: 'version',
    cohort: 'cohort_id block',
    'completion code': 'code',
    enrolled: 'enrolled_at',
    'what your organisation sees|what the organisation sees': 'terms_seen_at',
    began: 'begun_at',
    due: 'due_at due_from',
    completed: 'completed_at',
    'taken again': 'renew_at',
    ended: 'ended_at left',
    passed: 'passed',
    'were invited|invitation': 'invited_at',
    'last reminded|a reminder': 'reminded_at',
    'last written to|any email': 'notified_at',
    'how long|as many years': 'keep_days',
    [REST]: 'course_id exempt_at handle id learner_id listed_at member_id newest reminding_until renews turn',
  },
  enrolment_item: {
    'which items': 'done_at item',
    'best attempt': 'outcome result',
    [REST]: 'attempt_id enrolment_id tries variant',
  },
  lti_person: { 'id for': 'subject', 'which platform|which learning platform': 'platform_id', [REST]: 'learner_id' },
  lti_link: {
    'told you that the platform learns|told them that the platform learns': 'disclosed',
    'and when': 'disclosed_at',
    'what the link opened': 'target attempt_id enrolment_id',
    'where its grade goes': 'lineitem',
    link: 'link',
    [REST]: 'id learner_id members platform_id',
  },
  outbox: {
    'statement|newest grade': 'body',
    'has not taken|whether and when it was sent': 'state at',
    'has not taken|why it was not': 'reason tries',
    [REST]: 'due_at id kind learner_id link_id',
  },
  lti_launch: { 'what the platform said': 'claims', [REST]: 'asked chosen expires_at id learner_id nonce platform_id' },
  record_act: { exemption: 'kind', reason: 'reason', 'who did it': 'by_user', when: 'at', undone: 'undone_at', [REST]: 'course_id id' },
  record_before: { 'how the record': 'before', [REST]: 'act_id after enrolment_id undone_at' },
  invited_before: { 'while you were invited|the invitation stood before': 'before', [REST]: 'act_id after member_id undone_at' },
  certificate: {
    code: 'code',
    title: 'title',
    issue: 'issued_at',
    expiry: 'expires_at',
    withdrawal: 'revoked_at',
    'who gave it|stated by the holder': 'name_by',
    name: 'name',
    [REST]: 'enrolment_id',
  },
  hold: { 'why|reason': 'reason', 'since when': 'created_at', until: 'until', [REST]: 'course_id id user_id' },
  standing_month: { unit: 'unit', site: 'site', month: 'month', 'how many': 'people overdue', [REST]: 'at course_id state' },
  audit_file: {
    'when, and for which period': 'asked_at from_day to_day',
    [REST]: 'bytes course_id held_until id locale made_at progress state tries user_id',
  },
  audit_file_part: {
    'name, address, the directory’s own id for you, unit, site, manager, cohort, state|people by name with address, the directory’s own id, unit, site, manager, cohort, state':
      'body',
    [REST]: 'audit_file_id part',
  },
  published_figure: { 'at least eight people': 'genuine unsure approach reports', [REST]: 'block course_id id scenario variant' },
  room: {
    sessions: 'id',
    [REST]:
      'active_at code code_expires_at created_at facilitator_link locale names plan removals scenario structure summary texts title variant version',
  },
  room_facilitator: {
    'last seen|when last seen': 'seen_at',
    'kind of device': 'device',
    'since when': 'since',
    [REST]: 'facilitator opened room_id',
  },
  room_command: { [REST]: 'at body room_id version' },
  room_note: { notes: 'body', [REST]: 'moment room_id' },
  room_participant: { nickname: 'name', 'random number': 'id number', [REST]: 'joined_at removed room_id' },
  room_answer: { answers: 'body about', [REST]: 'moment participant room_id seq' },
  room_why: { reasons: 'body', [REST]: 'moment room_id' },
  room_steady: { answers: 'body', [REST]: 'moment room_id' },
  room_attendance: { 'name and organisation': 'name organisation', [REST]: 'id room_id' },
  mail_person: { language: 'locale', digest: 'digest_at', [REST]: 'user_id' },
  mail_day: { 'how many emails': 'sent', kind: 'kind', day: 'day', [REST]: 'course_id' },
  kept_form: { typed: 'body', [REST]: 'at id user_id' },
  setting: { contact: 'body', [REST]: 'name updated_at' },
  sign_off: { 'signed a scenario off|signed off a scenario': 'expert note', [REST]: 'at scenario structure texts variant' },
  audit: { 'administrative events': 'action at detail', 'random name': 'actor subject', [REST]: 'id thing' },
  user_alias: { 'random name': 'alias', [REST]: 'user_id' },
  erasure: { hash: 'id', [REST]: 'at' },
  record_tombstone: {
    'anonymous line': 'id',
    [REST]: 'cohort_id course_id month overdue standing version',
  },
}

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  test('each table about people is in a kind of processing, and each of its columns is known to its texts [p:all-told]', async () => {
    const tables = await store().db.introspection.getTables({ withInternalKyselyTables: true })
    expect([...new Set(Object.values(KINDS).flat()), ...NOBODY].sort()).toEqual(tables.map(({ name }) => name).sort())
    for (const { name, columns } of tables)
      if (!NOBODY.includes(name))
        expect(
          Object.values(SAID[name] ?? {})
            .flatMap((own) => own.split(' '))
            .sort(),
          name,
        ).toEqual(columns.map((column) => column.name).sort())
  })
})

describe('the texts', () => {
  const kindsOf = (table: string) => KIND_NAMES.filter((kind) => KINDS[kind].some((own) => own === table))
  const says = (text: string, words: string) => words.split('|').some((said) => text.toLowerCase().includes(said))
  const cases = Object.entries(SAID).flatMap(([table, own]) =>
    Object.keys(own)
      .filter((words) => words !== REST)
      .map((words) => [table, words] as const),
  )
  test.each(cases)('about %s say: %s [p:all-told]', (table, words) => {
    const kinds = kindsOf(table)
    expect(kinds).not.toEqual([])
    for (const kind of kinds) {
      expect(says(en.privacy.kinds[kind].what, words), 'the record of processing').toBe(true)
      expect(says(en.data.kinds[kind], words), 'Your data').toBe(true)
    }
  })
  test('list every kind under “Your data”, once [p:all-told]', () => {
    const shown: Kind[] = SHOWN_PARTS.flatMap((part) => [...SHOWN_KINDS[part]])
    expect(shown.sort()).toEqual([...KIND_NAMES].sort())
    expect(Object.keys(en.privacy.kinds).sort()).toEqual(shown)
    expect(Object.keys(en.data.kinds).sort()).toEqual(shown)
  })
})
