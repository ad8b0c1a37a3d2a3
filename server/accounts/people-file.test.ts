import { describe, expect, test } from 'vitest'
import { leftOver, readPeople } from './typed-people'
import { MOST_LINES, growsTooMuch, nameIn, readTable, shown } from './people-file'

const read = (text: string) => readTable(text).rows.map((row) => [row.line, row.cell('email'), nameIn(row)])

describe('a list of people', () => {
  test.each([
    ['commas', 'name,email\nAnn Lee,ann@example.org'],
    ['semicolons', 'Name;E-Mail\nAnn Lee;ann@example.org'],
    ['tabs', 'Display Name\tMail\nAnn Lee\tann@example.org'],
    ['a mark', '\ufeffname,email\nAnn Lee,ann@example.org'],
    ['two columns of the name', 'Surname;Given name;userPrincipalName\nLee;Ann;ann@example.org'],
    ['columns that we do not know', 'Phone,mail,Full name\n123,ann@example.org,Ann Lee'],
    ['an empty line before it', 'email,name\n \nann@example.org,Ann Lee'],
  ])('is read with %s', (what, text) => {
    expect(read(text)).toEqual([[what === 'an empty line before it' ? 3 : 2, 'ann@example.org', 'Ann Lee']])
  })
  test('keeps commas in names where semicolons separate, and what is quoted', () => {
    expect(read('name;email\nLee, Ann;ann@example.org\n"Bo ""B"" Ek; MP";bo@example.org')).toEqual([
      [2, 'ann@example.org', 'Lee, Ann'],
      [3, 'bo@example.org', 'Bo "B" Ek; MP'],
    ])
  })
  test('without headings has an address in each line, with or without a name', () => {
    expect(read('ann@example.org\nBo Ek <bo@example.org>\n"Lee, Cy" <cy@example.org>;\ndi@example.org; Di Ek\nEd\ted@example.org')).toEqual(
      [
        [1, 'ann@example.org', ''],
        [2, 'bo@example.org', 'Bo Ek'],
        [3, 'cy@example.org', 'Lee, Cy'],
        [4, 'di@example.org', 'Di Ek'],
        [5, 'ed@example.org', 'Ed'],
      ],
    )
  })
  test('splits a name and an address at the space between them, but does not split a cell with two addresses', () => {
    expect(
      readPeople('Jonas Berg jonas.berg@example.org\nann@example.org  Ann Lee\nBo Ek\tbo@example.org\na@example.org b@example.org'),
    ).toMatchObject({
      people: [
        { email: 'jonas.berg@example.org', name: 'Jonas Berg' },
        { email: 'ann@example.org', name: 'Ann Lee' },
        { email: 'bo@example.org', name: 'Bo Ek' },
      ],
      unread: [{ line: 4, why: 'address' }],
    })
  })
  test('loses only the line whose quotation mark is not closed', () => {
    const { rows, unreadable } = readTable('email,name\na@example.org,A\nb@example.org,"B\nc@example.org,C')
    expect(rows.map(({ line }) => line)).toEqual([2, 4])
    expect(unreadable).toEqual([{ line: 3, text: 'b@example.org,"B' }])
  })
  test('is too much for a page that shows it again if most of it is written there in ten characters', () => {
    const people = Array.from({ length: 10_000 }, (_, n) => `"Person, ${n}","p${n}@example.org"`).join('\r\n')
    expect(growsTooMuch(people)).toBe(false)
    for (const mark of ['<', '"', '\u0000']) expect(growsTooMuch(mark.repeat(400_000))).toBe(true)
  })
  test('has one limit', () => {
    const list = (n: number) => `email,name\n${Array.from({ length: n }, (_, i) => `p${i}@example.org,P`).join('\n')}`
    expect(readPeople(list(MOST_LINES))).toMatchObject({ tooMany: false, people: { length: MOST_LINES } })
    expect(readPeople(list(MOST_LINES + 1))).toMatchObject({ tooMany: true, people: [] })
  })
  test('refuses names with invisible characters, and joins the lines of a cell', () => {
    const { people, unread } = readPeople('name;email\nMinister\u0092s Clerk;a@example.org\n"Ann\nLee";b@example.org')
    expect(people).toMatchObject([{ name: 'Ann Lee' }])
    expect(unread).toMatchObject([{ line: 2, why: 'characters' }])
    expect(shown(unread[0]!.text)).toBe('Minister<U+0092>s Clerk;a@example.org')
  })
  test('gives roles only if the caller wants them, and otherwise ignores a directory’s column of that name', () => {
    const text = 'name,email,role\nAnn,ann@example.org,Owner author learner\nBo,bo@example.org,\nCy,cy@example.org,Clerk'
    expect(readPeople(text, { roles: true })).toMatchObject({
      people: [{ roles: ['author', 'owner'] }, { roles: [] }],
      unread: [{ line: 4, why: 'roles' }],
    })
    expect(readPeople(text).people.map(({ roles }) => roles)).toEqual([[], [], []])
  })
  test('can return the lines that were not read, which read the same once they are corrected', () => {
    const read = readPeople('Name;Unit;Email\n"Lee; Ann";Sea;ann@example\nBo Ek;Land;bo@example.org\n"Cy ""C"" Oz";Air;nothing')
    const left = leftOver(read)
    expect(left).toEqual({
      text: 'Name;Unit;Email\n"Lee; Ann";Sea;ann@example\n"Cy ""C"" Oz";Air;nothing',
      unread: [expect.objectContaining({ line: 2, why: 'address' }), expect.objectContaining({ line: 3, why: 'no-address' })],
    })
    expect(readPeople(left.text.replace('@example\n', '@example.org\n')).people).toEqual([
      { line: 2, email: 'ann@example.org', name: 'Lee; Ann', roles: [] },
    ])
    expect(leftOver(readPeople('a@example.org\nnobody')).text).toBe('nobody')
  })
})
