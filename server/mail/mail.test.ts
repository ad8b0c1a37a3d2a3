import fc from 'fast-check'
import { LinkifyIt } from 'linkify-it'
import { beforeAll, describe, expect, test } from 'vitest'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { OrganisationSchema, saveOrganisation } from '../organisation/organisation'
import { locales } from '../platform/locales'
import { memberOfUser } from '../accounts/members'
import { asHtml } from './as-html'
import { asText } from './as-text'
import { LETTERS, isOwn, kindOf } from './kinds'
import { contactRows, row, senderRow } from './facts'
import { languageFor, rememberLanguage } from './language'
import { letterOf } from './letters'
import { offered, parseTemplate } from './template'
import { ourText, ownText, saveText, textOf } from './texts'

/** Searches a text as mail programs do. */
const finder = new LinkifyIt({ fuzzyLink: true, fuzzyIP: true, urlAuth: true }).tlds(['भारत'], true)
const values = {
  name: 'Ada <b>Ellis</b>',
  course: 'Käse & <Brot>',
  link: 'https://training.example/en/courses/x?a=1&b=2',
  actor: 'Bo "B" Stern',
  what: 'Something <i>happened</i>.',
  advice: 'Ask.',
  details: [{ rows: [{ label: 'Due', value: '<script>alert(1)</script>' }] }],
}

describe('our own texts', () => {
  test.each(LETTERS.flatMap((kind) => locales().map((locale) => [kind, locale] as const)))('%s in %s can be sent', (kind, locale) => {
    expect(parseTemplate(kind, ourText(kind, locale)).problems).toEqual([])
  })
})

describe('a text is refused, with the line,', () => {
  const body = ourText('reminder', 'en').body
  test.each([
    ['Hello {nmae},\n\n{details}\n\n{link}', { line: 1, found: '{nmae}', reason: 'unknown' }],
    ['Hello\n\n{details\n\n{link}\n\n{details}', { line: 3, found: '{details', reason: 'open' }],
    ['Hello\n\n{details}\n\nso} what\n\n{link}', { line: 5, found: 'so} what', reason: 'stray' }],
    ['See: {details}\n\n{link}', { line: 1, found: 'See: {details}', reason: 'alone' }],
    ['Hello\n\n{details}', { line: 3, found: '{link}', reason: 'missing' }],
    ['{details}\n{link}\n{what}', { line: 3, found: '{what}', reason: 'unknown' }],
    [
      '{details}\n{link}\nOr: https://evil.example/en/invitation/x',
      { line: 3, found: 'https://evil.example/en/invitation/x', reason: 'address' },
    ],
    ['{details}\n{link}\nSee (www.evil.example)', { line: 3, found: '(www.evil.example)', reason: 'address' }],
    ['{details}\n{link}\nevil.example', { line: 3, found: 'evil.example', reason: 'address' }],
    ['{details}\n{link}\nWrite to help@evil.example.', { line: 3, found: 'help@evil.example.', reason: 'address' }],
    ['{details}\n{link}\n\\\\evil\\x', { line: 3, found: '\\\\evil\\x', reason: 'address' }],
    ['{details}\n{link}\nhttps://{link}', { line: 3, found: 'https://', reason: 'address' }],
  ])('%j', (text, problem) => {
    expect(parseTemplate('reminder', { subject: 'A subject', body: text }).problems).toEqual([{ field: 'body', ...problem }])
  })
  test.each([
    ['', 'empty'],
    ['Hello {link}', 'unknown'],
    ['x'.repeat(151), 'long'],
  ])('where the subject is %j', (subject, reason) => {
    expect(parseTemplate('reminder', { subject, body }).problems).toEqual([expect.objectContaining({ field: 'subject', line: 1, reason })])
  })
})

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  beforeAll(() => saveOrganisation(OrganisationSchema.parse({ name: 'Ministry & <Harbours>' })))

  test.each(LETTERS)('%s loads nothing, escapes what it is given, and says the same as text and as HTML', async (kind) => {
    const letter = await letterOf(kind, 'en', values)
    const [html, text] = [asHtml(letter), asText(letter)]
    expect(html).not.toMatch(/<script|<img|<b>|<i>|<Brot>|url\(|@import|<link|src=/)
    expect(html.match(/(href|style|class|width)="[^"]*"/g)!.length).toBeGreaterThan(5)
    const leads = [...html.matchAll(/href="([^"]*)"/g)].map(([, to]) => to)
    expect(new Set(leads)).toEqual(new Set(kindOf(kind).leads ? ['https://training.example/en/courses/x?a=1&amp;b=2'] : []))
    expect(text.includes(values.link)).toBe(kindOf(kind).leads)
    expect(html).toContain('Ministry &amp; &lt;Harbours&gt;')
    const plain = (part: string) => part.replace(/<style>.*?<\/style>|<title>.*?<\/title>|<[^>]+>/gs, ' ')
    const words = plain(html)
      .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!)
      .replace(/\s+/g, ' ')
    for (const line of text.split('\n').filter((one) => one.trim() !== '' && one !== '--'))
      for (const part of line.startsWith('Due: ') ? ['Due', line.slice(5)] : [line]) expect(words).toContain(part.replace(/\s+/g, ' '))
    for (const placeholder of kindOf(kind).offers) expect(text).not.toContain(`{${placeholder}}`)
  })

  test('an own text is sent instead of ours, and ours again once it is removed', async () => {
    const mine = { subject: 'Please finish {course}', body: 'Dear <i>colleague</i>,\n\n{details}\n\nHere it is: {link}' }
    expect(await saveText('reminder', 'en', mine, 0, 1000)).toBe(true)
    const letter = await letterOf('reminder', 'en', values)
    expect(letter.subject).toBe('Please finish Käse & <Brot>')
    expect(asText(letter)).toContain(`Here it is: ${values.link}\n`)
    expect(asHtml(letter)).toContain('Dear &lt;i&gt;colleague&lt;/i&gt;,')
    // Somebody who edits an older state is not allowed to save it.
    expect(await saveText('reminder', 'en', mine, 0)).toBe(false)
    expect(await saveText('reminder', 'en', mine, 999)).toBe(false)
    expect(await ownText('reminder', 'en')).toMatchObject({ at: 1000 })
    expect(await saveText('reminder', 'en', null, 1000)).toBe(true)
    expect(await textOf('reminder', 'en')).toEqual(ourText('reminder', 'en'))
  })
  test.each([...'.:/'].map((mark) => [mark]))('an abbreviation or a time is no address: %s', (mark) => {
    const text = `{details}\n{link}\nBy 5 p.m. (e.g. today), i.e. in 3.5 hours${mark} z.B. at 09:30, and/or later.`
    expect(parseTemplate('reminder', { subject: 'A subject', body: text }).problems).toEqual([])
  })
  test.each(LETTERS)(
    'in %s nothing but its own link leads anywhere, whatever names, titles and texts say [p:letters-lead-home]',
    async (kind) => {
      const evil = 'https://evil.example/en www.evil.com evil.भारत/en //198.51.100.7/x 198.51.100.7 evil.com?x@y x@evil.com evil.com@x'
      await saveOrganisation(OrganisationSchema.parse({ name: evil, support: { name: evil, email: 'help@ministry.example', phone: '' } }))
      await store()
        .db.insertInto('mail_text')
        .values({ kind, locale: 'en', subject: evil, body: `${evil}\n{details}\n{link}`, updated_at: 1 })
        .onConflict((c) => c.columns(['kind', 'locale']).doUpdateSet({ subject: evil, body: evil }))
        .execute()
      const facts = [
        {
          title: evil,
          rows: [
            ...row('en', 'course', evil),
            ...(await senderRow('en', { label: evil, mailbox: 'help@ministry.example' })),
            ...(await contactRows('en')),
          ],
        },
      ]
      const letter = await letterOf(kind, 'en', {
        ...values,
        name: evil,
        course: evil,
        actor: evil,
        what: evil,
        advice: evil,
        details: facts,
      })
      await store().db.deleteFrom('mail_text').execute()
      await saveOrganisation(OrganisationSchema.parse({ name: 'Ministry & <Harbours>' }))
      for (const written of [letter.subject, asText(letter), asHtml(letter)]) {
        const rest = written.replaceAll(/https:\/\/training\.example\S*|help@ministry\.example/g, '')
        expect(rest).not.toMatch(/:\/\/|[\p{L}\p{N}]\.\p{L}{2}/u)
      }
      expect(asText(letter).includes('evil')).toBe(true)
      const leads = [letter.subject, letter.from, asText(letter)].flatMap((text) => finder.match(text) ?? []).map(({ url }) => url)
      expect(leads.filter((url) => url !== values.link && url !== 'mailto:help@ministry.example')).toEqual([])
      if (kindOf(kind).offers.includes('details')) expect(asText(letter)).toContain('help@ministry.example')
    },
  )
  test('letters come in the language of the last sign-in, otherwise of the directory, otherwise of the organisation', async () => {
    const dates = { createdAt: new Date().toISOString(), updatedAt: new Date().toISOString() }
    await store()
      .db.insertInto('user')
      .values({ id: 'u', name: 'U', email: 'u@example.org', emailVerified: '1', ...dates } as never)
      .execute()
    await saveOrganisation(OrganisationSchema.parse({ name: 'Ministry & <Harbours>', locale: 'xx' }))
    expect([await languageFor({ user: 'u' }), await languageFor({ address: 'new@example.org' })]).toEqual(['xx', 'xx'])
    await rememberLanguage('u', 'tlh')
    expect(await languageFor({ user: 'u' })).toBe('xx')
    await memberOfUser('u')
    await store().db.updateTable('member').set({ language: 'en' }).execute()
    expect([await languageFor({ user: 'u' }), await languageFor({ address: 'U@example.org' })]).toEqual(['en', 'en'])
    await store().db.updateTable('member').set({ language: 'tlh' }).execute()
    await rememberLanguage('u', 'en')
    expect(await languageFor({ user: 'u' })).toBe('en')
    await saveOrganisation(OrganisationSchema.parse({ name: 'Ministry & <Harbours>' }))
  })
  test('an own text that a release can no longer use is not sent', async () => {
    await store()
      .db.insertInto('mail_text')
      .values({ kind: 'course', locale: 'en', subject: 'S', body: '{gone} {link}', updated_at: 1 })
      .execute()
    expect(await textOf('course', 'en')).toEqual(ourText('course', 'en'))
  })
  test('nobody can rewrite a letter about an account [p:told-at-sign-in]', async () => {
    const kind = 'changed'
    expect(isOwn(kind)).toBe(false)
    await store().db.insertInto('mail_text').values({ kind, locale: 'en', subject: 'Nothing', body: 'Nothing.', updated_at: 1 }).execute()
    expect(await textOf(kind, 'en')).toEqual(ourText(kind, 'en'))
  })
  test('every text that is saved can be sent', async () => {
    const piece = fc.oneof(
      fc.constantFrom('{', '}', '{}', '{ link }', '\n', '\n\n', ...offered('course', 'body').map((one) => `{${one}}`)),
      fc.string({ maxLength: 12 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const text = { subject: 'S', body: pieces.join('') }
        if (parseTemplate('course', text).problems.length > 0) return
        const letter = await letterOf('course', 'en', values, text)
        expect(asText(letter)).toContain(values.link)
        expect(asHtml(letter)).not.toContain('<script')
      }),
      { numRuns: 200 },
    )
  })
  test('the organisation is named with a capital only where a sentence begins', async () => {
    await saveOrganisation(OrganisationSchema.parse({}))
    const text = { subject: '{organisation}', body: '{organisation} and {organisation}. {organisation}, too.\n{details}\n{link}' }
    expect(asText(await letterOf('course', 'en', values, text))).toMatch(
      /^Your organisation and your organisation\. Your organisation, too\.\n/,
    )
    expect((await letterOf('course', 'en', values)).from).toBe('Second Look')
  })
})
