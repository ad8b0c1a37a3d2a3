import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { ownLibrary } from '@/tests/support/library'
import {
  type Organisation,
  OrganisationSchema,
  applyDraft,
  byPlace,
  changeDraft,
  contacts,
  discardDraft,
  draftOrganisation,
  organisation,
  saveOrganisation,
} from './organisation'
import { pictureOf, readLogo } from './assets'
import { placeIn, readContact, readGroup, valuesOf } from './form'
import { SignOffForm, checkedBy, signOff, signedScenario, signedScenarios } from '../library/sign-offs'

const DESK = { place: '', name: 'Security desk', phone: '+370 5 555 0100', email: 'desk@ministry.example', hours: '' }
const FULL: Organisation = OrganisationSchema.parse({
  name: 'Ministry <of> "Tests" & Co',
  logo: 'data:image/png;base64,iVBORw0KGgo=',
  contacts: [DESK, { ...DESK, place: 'Vilnius', name: '<script>alert(1)</script>' }],
  support: { name: 'IT', email: 'it@ministry.example', phone: '1' },
  gift_limit: 'EUR 50',
  locale: 'en',
  sign_up: true,
  domains: ['ministry.example'],
  retention: { anonymous: 30, records: 60, audit: 400 },
  accessibility_contact: 'a11y@ministry.example',
})

onEitherDatabase((fresh) => {
  holdStore(fresh)
  const { scenario } = ownLibrary()

  test('is empty at first, and unchanged after a round trip', async () => {
    expect(await organisation()).toEqual(OrganisationSchema.parse({}))
    await saveOrganisation(FULL)
    expect(await organisation()).toEqual(FULL)
    await saveOrganisation(OrganisationSchema.parse({}))
  })

  test('a draft changes nothing until it is published, and lists its changes', async () => {
    expect(await changeDraft(() => ({ name: 'Ministry' }))).toBe(true)
    await changeDraft((draft) => ({ contacts: [...draft.contacts, DESK] }))
    expect((await organisation()).name).toBe('')
    expect(await draftOrganisation()).toMatchObject({ draft: { name: 'Ministry', contacts: [DESK] }, changed: ['name', 'contacts'] })
    expect(await applyDraft()).toEqual(['name', 'contacts'])
    expect(await organisation()).toMatchObject({ name: 'Ministry', contacts: [DESK] })
    expect(await applyDraft()).toEqual([])
    expect((await draftOrganisation()).changed).toEqual([])
    await changeDraft(({ retention }) => ({ retention: { ...retention, audit: 400 }, locale: 'en' }))
    expect(await applyDraft()).toEqual(['retention.audit'])
    await changeDraft(({ retention }) => ({ retention: { ...retention, audit: 1095 } }))
    await applyDraft()
  })

  test('a draft can be discarded, and a change that is refused writes none', async () => {
    await changeDraft(() => ({ name: 'Other' }))
    await discardDraft()
    expect(await changeDraft(() => null)).toBe(false)
    expect((await draftOrganisation()).draft.name).toBe('Ministry')
    expect(await applyDraft()).toEqual([])
  })

  test('without contacts, the one in the environment is used', async () => {
    vi.resetModules()
    vi.stubEnv('CONTACT_NAME', 'The safety desk')
    const again = await import('./organisation')
    expect(await again.contacts()).toEqual([DESK])
    await again.saveOrganisation(OrganisationSchema.parse({}))
    expect(await again.contacts()).toEqual([{ place: '', name: 'The safety desk', phone: '', email: '', hours: '' }])
    vi.unstubAllEnvs()
    expect(await contacts()).toEqual([])
  })

  describe('a sign-off', () => {
    const said = { expert: 'Ada Example', note: 'Read both.', at: Date.parse('2026-03-01') }

    test('is for one version; a scenario counts as signed off only if each of its variants is', async () => {
      const all = (await signedScenarios('en')).filter((s) => s.scenario.id === scenario)
      expect(all.map((s) => [s.variant, s.standing])).toEqual([
        ['hostile', 'unsigned'],
        ['genuine', 'unsigned'],
      ])
      const [hostile, genuine] = all as [(typeof all)[0], (typeof all)[0]]
      await signOff({ scenario, variant: 'hostile', ...hostile.version, ...said })
      expect(await checkedBy(scenario, 'en')).toBeNull()
      await signOff({ scenario, variant: 'genuine', ...genuine.version, structure: 'an older one', ...said })
      expect(await signedScenario(scenario, 'genuine', 'en')).toMatchObject({ standing: 'changed', last: said })
      expect(await checkedBy(scenario, 'en')).toBeNull()
      await signOff({ scenario, variant: 'genuine', ...genuine.version, texts: 'other words', ...said })
      expect(await checkedBy(scenario, 'en'), 'a sign-off is for the words that were read').toBeNull()
      await signOff({ scenario, variant: 'genuine', ...genuine.version, ...said, expert: 'Bo Example', at: said.at + 1 })
      expect(await checkedBy(scenario, 'en')).toEqual({ experts: ['Ada Example', 'Bo Example'], at: said.at + 1 })
    })

    test('repeated replaces the earlier one', async () => {
      const { version } = (await signedScenario(scenario, 'hostile', 'en'))!
      await signOff({ scenario, variant: 'hostile', ...version, ...said, note: 'Read again.' })
      expect(await signedScenario(scenario, 'hostile', 'en')).toMatchObject({ standing: 'signed', last: { note: 'Read again.' } })
    })

    test('is not possible for what is not in the library', async () => {
      expect(await signedScenario('X99', 'hostile', 'en')).toBeNull()
      expect(await signedScenario(scenario, 'constructor', 'en')).toBeNull()
      expect(await checkedBy('X99', 'en')).toBeNull()
    })
  })
})

test('a sign-off needs a name, and a day that is not in the future', () => {
  const form = { structure: 'x', texts: 'y', expert: ' Ada ', note: '', date: '2026-03-01' }
  expect(SignOffForm.parse(form).expert).toBe('Ada')
  for (const wrong of [{ expert: ' ' }, { date: '2999-01-01' }, { date: '2026-02-30' }, { date: '' }, { note: 'x'.repeat(1001) }]) {
    expect(SignOffForm.safeParse({ ...form, ...wrong }).success).toBe(false)
  }
})

describe('the forms', () => {
  test('the audit log is kept for at least a year [p:audit-acts]', () => {
    expect(readGroup('retention', { anonymous: '30', records: '60', audit: '364' }).errors).toEqual({ audit: expect.any(String) })
    expect(OrganisationSchema.safeParse({ retention: { audit: 364 } }).success).toBe(false)
  })
  test.each(['identity', 'gifts', 'support', 'access', 'retention'] as const)('%s reads what it shows', (form) => {
    const { changes, errors } = readGroup(form, valuesOf(form, FULL))
    expect(errors).toBeNull()
    expect(FULL).toMatchObject(changes!)
    expect(readGroup(form, valuesOf(form, OrganisationSchema.parse({}))).errors).toBeNull()
  })

  test('say which field is wrong', () => {
    expect(
      Object.keys(
        readGroup('support', { support_name: '', support_email: 'nobody', support_phone: '', accessibility_contact: '' }).errors!,
      ),
    ).toEqual(['support_email'])
    expect(readGroup('access', { locale: 'en', domains: '@A.example, b.example\nb.example' }).changes).toEqual({
      locale: 'en',
      domains: ['a.example', 'b.example'],
      sign_up: false,
    })
    expect(readGroup('access', { locale: 'en', domains: 'a.example', sign_up: 'yes' }).changes).toMatchObject({ sign_up: true })
    expect(Object.keys(readGroup('access', { locale: 'tlh', domains: 'no domain!' }).errors!).sort()).toEqual(['domains', 'locale'])
    expect(Object.keys(readGroup('retention', { anonymous: '0', records: '', audit: 'many' }).errors!)).toEqual([
      'anonymous',
      'records',
      'audit',
    ])
    expect(Object.keys(readContact({}).errors!).sort()).toEqual(['name', 'phone'])
    expect(Object.keys(readContact({ name: 'Desk' }).errors!)).toEqual(['phone'])
    expect(readContact({ ...DESK, index: '3', note: 'x' }).changes).toEqual(DESK)
  })

  test('accept any text without breaking, and what they accept is valid as a setting', () => {
    const texts = fc.dictionary(
      fc.constantFrom('name', 'gift_limit', 'support_name', 'support_email', 'locale', 'domains', 'anonymous', '__proto__'),
      fc.string({ maxLength: 200 }),
    )
    fc.assert(
      fc.property(fc.constantFrom('identity', 'gifts', 'support', 'access', 'retention'), texts, (form, values) => {
        const { changes, errors } = readGroup(form as 'identity', values)
        expect(changes === null).toBe(errors !== null)
        if (changes) expect(OrganisationSchema.safeParse({ ...FULL, ...changes }).success).toBe(true)
      }),
    )
  })

  test('a contact is found by its place and its name', () => {
    expect(placeIn([DESK], { index: '0', was: DESK.name })).toBe(0)
    for (const values of [
      { index: '0', was: 'Other' },
      { index: '1', was: DESK.name },
      { index: '-1', was: DESK.name },
      { index: 'length', was: '' },
      {} as Record<string, string>,
    ])
      expect(placeIn([DESK], values)).toBeNull()
  })
})

test('contacts are grouped by place, those for everybody first', () => {
  const at = (place: string, name: string) => ({ ...DESK, place, name })
  const groups = byPlace([at('Vilnius', 'a'), at('', 'b'), at('vilnius', 'c'), at('Riga', 'd')])
  expect(groups.map(([place, there]) => [place, there.map((c) => c.name)])).toEqual([
    ['', ['b']],
    ['Vilnius', ['a', 'c']],
    ['Riga', ['d']],
  ])
})

describe('a logo', () => {
  const file = (content: string | Buffer) =>
    new File([typeof content === 'string' ? content : new Uint8Array(content)], 'logo.png', { type: 'image/png' })
  const png = Buffer.from('89504e470d0a1a0a00', 'hex')

  test.each([
    ['image/png', png],
    ['image/jpeg', Buffer.from('ffd8ffe000', 'hex')],
    ['image/webp', Buffer.from('RIFF....WEBPVP8 ', 'latin1')],
    ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['image/svg+xml', '<?xml version="1.0"?>\n<!-- x -->\n<svg viewBox="0 0 1 1"></svg>'],
  ])('is %s by its first bytes, whatever its name is', async (type, content) => {
    const upload = await readLogo(file(content))
    const logo = 'logo' in upload ? upload.logo : ''
    expect(pictureOf(logo)).toEqual({ type, bytes: Buffer.from(content as string) })
    expect(OrganisationSchema.safeParse({ logo }).success).toBe(true)
  })

  test.each(['', 'text', '<html><svg></svg></html>', '<script>alert(1)</script>', 'GIF89a', '%PDF-1.7'])('is not %j', async (content) => {
    expect(await readLogo(file(content))).toEqual({ problem: 'logoType' })
  })

  test('is at most 200 kB, and one of that size fits into the settings', async () => {
    expect(await readLogo(file(Buffer.concat([png, Buffer.alloc(200_000)])))).toEqual({ problem: 'logoSize' })
    const largest = await readLogo(file(Buffer.concat([png, Buffer.alloc(200_000 - png.length)])))
    expect('logo' in largest && OrganisationSchema.safeParse({ logo: largest.logo }).success).toBe(true)
  })
})
