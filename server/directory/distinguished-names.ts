import 'server-only'

/** Distinguished names, by which Active Directory names people and groups: `CN=Abel\, Ada,OU=People,DC=example,DC=org`. */

export const isDistinguished = (text: string): boolean => /^\s*(?:cn|uid|ou)\s*=/i.test(text)

export function commonName(dn: string): string {
  const first = /^\s*(?:cn|uid|ou)\s*=\s*((?:\\.|[^\\,+])*)/i.exec(dn)?.[1] ?? ''
  return first
    .replace(/(?:\\[\da-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('\\', ''), 'hex').toString('utf8'))
    .replace(/\\(.)/g, '$1')
    .trim()
}

/** The names in a list of groups, whatever separates them, because each ends with its domain. */
export const commonNames = (list: string): string[] =>
  list
    .split(/\bdc=[\w-]+[,;|\s]+(?=(?:cn|uid|ou)=)|\||;\s*(?=(?:cn|uid|ou)=)/i)
    .map(commonName)
    .filter(Boolean)

/** Normalises spacing and case. */
export const sameDistinguished = (dn: string): string => dn.toLowerCase().replace(/[^,=]+/g, (part) => part.trim())
