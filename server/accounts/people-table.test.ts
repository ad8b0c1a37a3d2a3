import { describe, expect, test } from 'vitest'
import { readPeople } from '../courses/people-list'
import { readList } from './invitation-list'
import { MOST_LINES, nameIn, readTable } from './people-table'

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
  test('without headings has an address in each line, alone or with a name', () => {
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
  test('loses only the line whose quotation mark is not closed', () => {
    const { rows, unreadable } = readTable('email,name\na@example.org,A\nb@example.org,"B\nc@example.org,C')
    expect(rows.map(({ line }) => line)).toEqual([2, 4])
    expect(unreadable).toEqual([{ line: 3, text: 'b@example.org,"B' }])
  })
  test('has one limit, for invitations and enrolments alike', () => {
    const list = (n: number) => `email,name\n${Array.from({ length: n }, (_, i) => `p${i}@example.org,P`).join('\n')}`
    expect(readPeople(list(MOST_LINES))).toMatchObject({ tooMany: false, people: { length: MOST_LINES } })
    expect(readPeople(list(MOST_LINES + 1))).toMatchObject({ tooMany: true, people: [] })
    expect(readList(list(MOST_LINES)).lines).toHaveLength(MOST_LINES)
    expect(readList(list(MOST_LINES + 1)).problems).toEqual([{ line: 1, reason: 'tooMany', value: '10001' }])
  })
})
