import 'server-only'

/**
 * By these a mail program knows an address and makes a link of it, although nobody marked it as one: `https://…`, `example.org`,
 * `\\server\share`. The name of a file looks the same. One letter after a full stop is an abbreviation.
 */
const MARK = /:\/\/|\\\\|(?<=[\p{L}\p{N}])\.(?=\p{L}{2})|。(?=[a-z]{2})/giu
/** Separates without being seen. */
const NON_JOINER = '\u200c'

/** The first word with an address of the web or of a mailbox; null if there is none. */
export const addressIn = (text: string): string | null =>
  text
    .normalize('NFKC')
    .split(/\s+/)
    .find((word) => word.search(MARK) >= 0) ?? null

/** The text in which no mail program finds the address of a page. Addresses of mailboxes stay as they are. */
export const unlinked = (text: string): string => text.replace(/\S+/g, (word) => (MAILBOX.test(word) ? word : word.replace(MARK, parted)))
const MAILBOX = /^[^\s@:/\\]+@[^\s@:/\\]+$/
const parted = (mark: string): string => `${mark.slice(0, -1)}${NON_JOINER}${mark.slice(-1)}`
