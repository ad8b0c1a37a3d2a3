import 'server-only'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'

/** The built style sheets, as they stand in a page in the place of a link: docs/decisions/inlined-styles.md. */
interface Sheet {
  text: string
  /** As a policy names it. */
  hash: string
}
const ROOT = '.next/static/chunks'
const ADDRESS = '/_next/static/chunks/'

/** As it reads in a page: files that it names from where it stood, such as fonts, are named from the root. */
export const inPage = (address: string, text: string): string =>
  text.replace(/url\((\.\.?\/[^)]+)\)/g, (_, file: string) => `url(${new URL(file, `http://here${address}`).pathname})`)

function read(name: string): [string, Sheet] {
  const address = ADDRESS + name.replaceAll('\\', '/')
  const text = inPage(address, readFileSync(join(ROOT, name), 'utf8'))
  return [address, { text, hash: `'sha256-${createHash('sha256').update(text).digest('base64')}'` }]
}
let built: Map<string, Sheet> | undefined
const sheets = (): Map<string, Sheet> =>
  (built ??= new Map((readdirSync(ROOT, { recursive: true }) as string[]).filter((name) => name.endsWith('.css')).map(read)))

/** What a policy allows besides files of ours. */
export const styleHashes = (): string[] => [...sheets().values()].map(({ hash }) => hash)

/**
 * Whether a page of ours led here: that one had its style sheets in it and loaded them as files as well, so they are in the browser's
 * cache. Browsers say so over TLS and on localhost; elsewhere every page brings its sheets.
 */
export const hasStyles = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers['sec-fetch-site'] === 'same-origin' && headers['sec-fetch-mode'] === 'navigate'

const LINK = /<link rel="stylesheet" href="([^"]+)"[^>]*>/g
/**
 * A page with its style sheets in it. The link stays, for paper alone: a browser loads it last and paints without it, and React finds
 * what it looks for when it takes the page over.
 */
export function withStyles(html: string, known: Pick<Map<string, Pick<Sheet, 'text'>>, 'get'> = sheets()): string {
  const body = Math.max(0, html.indexOf('</head>'))
  const head = html.slice(0, body).replace(LINK, (link, address: string) => {
    const sheet = known.get(address)
    return sheet ? `<style>${sheet.text}</style>${link.replace('<link ', '<link media="print" ')}` : link
  })
  return head + html.slice(body)
}
