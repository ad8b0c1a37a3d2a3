import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkAddresses } from './addresses'

const file = (name: string) => ({ file: name, text: readFileSync(join('scenarios', 'evidence', name), 'utf8') })
const hosts = { file: 'hosts.json', text: '{ "www.fbi.gov": "FBI" }' }
const guidance = (...urls: string[]) => ({ file: 'guidance.json', text: JSON.stringify([{ id: 'G-50', text: 'FBI.', urls }], null, 1) })
const messages = (...urls: string[]) => checkAddresses(guidance('https://www.fbi.gov/a', ...urls), hosts).map((f) => f.message)

test('every address of the evidence leads to the publisher of the source', () => {
  expect(checkAddresses(file('guidance.json'), file('hosts.json'))).toEqual([])
})

test('an address on any other host is an error that says where it is and what to do', () => {
  expect(checkAddresses(guidance('https://www.fbi.gov/a', 'https://www.scribd.com/document/1'), hosts)).toEqual([
    expect.objectContaining({ rule: 'source-host', severity: 'error', file: 'guidance.json', line: 7, column: 4 }),
  ])
  expect(messages('https://www.scribd.com/document/1')[0]).toMatch(
    /G-50: www\.scribd\.com is not on the list.*add it to hosts\.json.*copy/s,
  )
})

test.each(['http://www.fbi.gov/a', 'https://www.fbi.gov:8443/a', 'https://reader@www.fbi.gov/a', 'www.fbi.gov/a', 'javascript:alert(1)'])(
  '%s is no address',
  (url) => {
    expect(messages(url)).toEqual([expect.stringContaining('is no https address')])
  },
)

test.each(['https://www.fbi.gov.example/a', 'https://fbi.gov/a', 'https://evil.example/www.fbi.gov', 'https://constructor/a'])(
  '%s is another host',
  (url) => expect(messages(url)).toEqual([expect.stringContaining('is not on the list')]),
)

test('a host that no source uses is removed from the list', () => {
  expect(checkAddresses(guidance(), hosts).map((f) => f.rule)).toEqual(['unused-host'])
})
