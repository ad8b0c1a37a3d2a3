/** Addresses of sources must lead to their publishers, not to copies. `hosts.json` lists the publishers. */
import { z } from 'zod'
import type { Finding, Place } from '../../../library/finding'

const Hosts = z.record(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/), z.string().min(1))
const Addressed = z.array(z.object({ id: z.string(), urls: z.array(z.string()) }))

export const ADDRESS_RULES = {
  'source-host': 'the address of a source is https, on a host that hosts.json lists with its publisher',
  'unused-host': 'every host that hosts.json lists has an address of a source',
} as const

export function checkAddresses(guidance: { text: string; file: string }, hosts: { text: string; file: string }): Finding[] {
  const listed = Hosts.parse(JSON.parse(hosts.text))
  const sources = Addressed.parse(JSON.parse(guidance.text))
  const found = sources.flatMap(({ id, urls }) => urls.map((url) => ({ id, url, host: hostOf(url) })))
  const stray = found
    .filter(({ host }) => host === null || !Object.hasOwn(listed, host))
    .map(({ id, url, host }) => finding('source-host', guidance, url, host === null ? notHttps(id, url) : unlisted(id, host)))
  const unused = Object.keys(listed)
    .filter((host) => !found.some((f) => f.host === host))
    .map((host) => finding('unused-host', hosts, host, `no source has an address on ${host}: remove it`))
  return [...stray, ...unused]
}

const notHttps = (id: string, url: string): string => `${id}: “${url}” is no https address: write it in full, or leave it out`
const unlisted = (id: string, host: string): string =>
  `${id}: ${host} is not on the list of publishers. If it belongs to the publisher of this source, add it to hosts.json with ` +
  'their name. If it holds a copy, leave the address out and name title, publisher and year in the text'

/** The host of an https address; null for anything else, including an address with a user name or a port. */
const hostOf = (url: string): string | null => /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?:[/?#]\S*)?$/.exec(url)?.[1] ?? null

const finding = (
  rule: keyof typeof ADDRESS_RULES,
  { text, file }: { text: string; file: string },
  what: string,
  message: string,
): Finding => ({
  rule,
  severity: 'error',
  file,
  message,
  ...placeOf(text, JSON.stringify(what)),
})
function placeOf(text: string, what: string): Place {
  const before = text.slice(0, Math.max(0, text.indexOf(what))).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}
