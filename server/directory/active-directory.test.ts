import { describe, expect, test } from 'vitest'
import { commonName, commonNames } from './distinguished-names'
import { readEntries } from './entries'

const HEAD =
  '"DisplayName","EmailAddress","Enabled","Department","Office","Manager","DistinguishedName","Name","GivenName","Surname","UserPrincipalName","MemberOf","ObjectGUID","SID"'
const dn = (name: string) => `CN=${name.replace(',', '\\,')},OU=People,DC=gov,DC=example`
interface Account {
  name: string
  mail?: string
  enabled?: string
  manager?: string
  groups?: string
}
const accountLine = ({ name, mail = '', enabled = 'True', manager = '', groups = '' }: Account) => {
  const [last = '', first = ''] = name.split(', ')
  const cells = [`${first} ${last}`, mail, enabled, 'Finance', 'Oslo', manager, dn(name), name, first, last, `${last}@corp.local`, groups]
  return [...cells, `guid-${last}`, 'S-1-5'].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
}
const exported = (...accounts: Account[]) =>
  ['#TYPE Microsoft.ActiveDirectory.Management.ADUser', HEAD, ...accounts.map(accountLine)].join('\r\n')
const read = async (text: string) => {
  const done = await readEntries(text, '2026-11-27')
  if (!done.ok) throw new Error(done.problem)
  return done
}

describe('what Get-ADUser exports', () => {
  test('is read without changes', async () => {
    const { entries, problems, notes, headings } = await read(
      exported(
        { name: 'Abel, Ada', mail: 'Ada.Abel@gov.example', groups: `${dn('Fire wardens')};${dn('Staff')}` },
        { name: 'Ek, Bo', mail: 'bo.ek@gov.example', manager: dn('Abel, Ada') },
        { name: 'Oz, Cy', mail: 'cy.oz@gov.example', manager: 'cn=abel\\, ada, ou=people, dc=gov, dc=example' },
        { name: 'Un, Di', mail: 'di.un@gov.example', manager: 'boss@gov.example' },
        { name: 'Ro, Ed', mail: 'ed.ro@gov.example', manager: 'Bo Ek' },
        { name: 'Li, Flo', mail: 'flo.li@gov.example', manager: dn('Somebody, Else'), enabled: 'False' },
        { name: 'Ny, Gil', mail: 'gil.ny@gov.example', manager: dn('Somebody, Else') },
        { name: 'krbtgt', enabled: 'False' },
        { name: 'Oh, Hal', mail: 'hal.oh@gov.example', enabled: 'Perhaps' },
      ),
    )
    expect(entries.map(({ address, manager, left }) => [address.split('@')[0], manager, left])).toEqual([
      ['ada.abel', '', false],
      ['bo.ek', 'ada.abel@gov.example', false],
      ['cy.oz', 'ada.abel@gov.example', false],
      ['di.un', 'boss@gov.example', false],
      ['ed.ro', 'bo.ek@gov.example', false],
      ['flo.li', '', true],
      ['gil.ny', '', false],
    ])
    expect(entries[0]).toMatchObject({
      name: 'Ada Abel',
      unit: 'Finance',
      site: 'Oslo',
      groups: ['Fire wardens', 'Staff'],
      external: 'guid-Abel',
    })
    expect(problems).toEqual([expect.objectContaining({ line: 11, reason: 'enabled', value: 'Perhaps', address: 'hal.oh@gov.example' })])
    expect(notes).toEqual([{ line: 9, reason: 'manager', value: dn('Somebody, Else'), address: 'gil.ny@gov.example', name: 'Gil Ny' }])
    expect(headings.map(({ text, as }) => [text, as])).toEqual([
      ['DisplayName', 'name'],
      ['EmailAddress', 'email'],
      ['Enabled', 'enabled'],
      ['Department', 'unit'],
      ['Office', 'site'],
      ['Manager', 'manager'],
      ['DistinguishedName', 'dn'],
      ['Name', null],
      ['GivenName', 'first'],
      ['Surname', 'last'],
      ['UserPrincipalName', null],
      ['MemberOf', 'groups'],
      ['ObjectGUID', 'external'],
      ['SID', null],
    ])
  })
  test.each([
    [
      'semicolons',
      '#TYPE Selected.ADUser\nmail;displayName;manager\nada@gov.example;Abel, Ada;\nbo@gov.example;Bo;CN=Abel\\, Ada,OU=X,DC=gov',
    ],
    ['commas', 'mail,name,manager\nada@gov.example,"Abel, Ada",\nbo@gov.example,Bo,"CN=Abel\\, Ada,OU=X,DC=gov"'],
  ])('a distinguished name is found by the name in it if the file has no such column: %s', async (_, text) => {
    expect((await read(text)).entries.map(({ manager }) => manager)).toEqual(['', 'ada@gov.example'])
  })
  test('a name that two people have is nobody’s manager', async () => {
    const { entries, notes } = await read('mail,name,manager\na@gov.example,Ann Lee,\nb@gov.example,ann lee,\nc@gov.example,Cy,Ann Lee')
    expect(entries.at(-1)).toMatchObject({ manager: '' })
    expect(notes).toMatchObject([{ line: 4, value: 'Ann Lee' }])
  })
  test.each(['False', 'no', '0', 'Disabled', 'INACTIVE'])('an account that is %s is closed', async (enabled) => {
    expect((await read(`mail,name,enabled\na@gov.example,Ann,${enabled}`)).entries).toMatchObject([{ left: true }])
  })
  test.each(['True', 'yes', '1', 'Enabled', 'active', ''])('one that is %j is open', async (enabled) => {
    expect((await read(`mail,name,enabled\na@gov.example,Ann,${enabled}`)).entries).toMatchObject([{ left: false }])
  })
  test('groups are ignored if PowerShell wrote the name of a type instead', async () => {
    const type = 'Microsoft.ActiveDirectory.Management.ADPropertyValueCollection'
    const { entries, headings } = await read(`mail,name,memberOf\na@gov.example,Ann,${type}`)
    expect(entries[0]).not.toHaveProperty('groups')
    expect(headings.at(-1)).toEqual({ text: 'memberOf', as: null })
  })
  test('an address that nobody keeps yields to the one that signs in', async () => {
    expect((await read('mail,userPrincipalName,displayName\n,ann@gov.example,Ann Lee')).entries).toMatchObject([
      { address: 'ann@gov.example' },
    ])
  })
})

test.each([
  ['CN=Abel\\, Ada,OU=People,DC=gov', 'Abel, Ada'],
  ['cn = B\\C3\\A9a Lee , ou=x', 'Béa Lee'],
  ['CN=Plain', 'Plain'],
])('the name in %s', (from, name) => {
  expect(commonName(from)).toBe(name)
})
test.each([';', '|', ',', ' '])('a list of groups is split at %j', (separator) => {
  const list = ['CN=Domain Users,CN=Users,DC=corp,DC=gov', 'CN=Wardens\\, north,OU=G,DC=corp,DC=gov'].join(separator)
  expect(commonNames(list)).toEqual(['Domain Users', 'Wardens, north'])
})
