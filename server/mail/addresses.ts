import 'server-only'

/** An address in a text: `https://…`, `//host`, `\\server\share`, `example.org`, `198.51.100.7`. The name of a file looks the same. */
const ADDRESS =
  /\/\/|\bhttps?[:：](?=\S)|\\\\|(?<=[\p{L}\p{M}\p{N}])\.(?=\p{L}[\p{L}\p{M}])|。(?=[a-z]{2})|(?<!\d)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d/iu

/** The first word with an address of the web or of a mailbox; null if there is none. */
export const addressIn = (text: string): string | null =>
  text
    .normalize('NFKC')
    .split(/\s+/)
    .find((word) => word.search(ADDRESS) >= 0) ?? null

/** A mail program makes a link of almost anything that one of these joins. Only a number such as 3.5 or 09:30 stays whole. */
const JOINT =
  /(?<=\p{L})[:：](?=\S)|(?<!\d)[.。．｡․﹒:：](?=[^\s\p{P}])|[.。．｡․﹒:：](?=[^\s\p{P}\d])|[.．](?=\d{1,3}[.．]\d{1,3}[.．]\d)|[/／](?=[/／])|[\\＼](?=[\\＼])/gu
/** Separates without being seen. */
const NON_JOINER = '\u200c'
const parted = (word: string): string => word.replace(JOINT, `$&${NON_JOINER}`).replace(/[@＠]/g, `${NON_JOINER}$&${NON_JOINER}`)

/**
 * The text in which no mail program finds an address.
 * @param mailboxes that we know, and that stay as they are
 */
export const unlinked = (text: string, mailboxes: readonly string[] = []): string =>
  text.replace(/\S+/g, (word) => (isOneOf(mailboxes, word) ? word : parted(word)))
const MAILBOX = /^[\w.'+-]+@(?:[\w-]+\.)+\w{2,}$/
function isOneOf(known: readonly string[], word: string): boolean {
  const bare = word.replace(/^[(<]/, '').replace(/[)>,.;]{1,3}$/, '')
  return known.includes(bare) && MAILBOX.test(bare)
}
