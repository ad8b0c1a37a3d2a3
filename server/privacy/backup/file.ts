import 'server-only'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'

/** Gzipped lines of JSON: a header; each table's name and its rows as arrays; last the number of rows and the SHA-256 of all before it. */
const FORMAT = 'second-look-backup'
const VERSION = 1

const HeaderSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.int(),
  /** The schema: the migrations that had been applied. */
  migrations: z.array(z.string()).min(1),
  made_at: z.number(),
  from: z.enum(['sqlite', 'postgres']),
})
const TableSchema = z.strictObject({ table: z.string(), columns: z.array(z.string()).min(1) })
const RowSchema = z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))
const FooterSchema = z.strictObject({ rows: z.record(z.string(), z.int()), sha256: z.string() })

export type Header = z.infer<typeof HeaderSchema>
export type Part = { header: Header } | z.infer<typeof TableSchema> | { row: z.infer<typeof RowSchema> }
export type Counts = Record<string, number>

/** We cannot restore this file; the message says why. */
export class BadBackup extends Error {}

export const newHeader = (given: Pick<Header, 'migrations' | 'made_at' | 'from'>): Header => ({
  format: FORMAT,
  version: VERSION,
  ...given,
})

/** Characters passed on at once. A chunk per row would cost a turn of the compressor each. */
const CHUNK = 64 * 1024

export async function* toText(parts: AsyncIterable<Part>): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const rows: Counts = {}
  let table = ''
  let text = ''
  for await (const part of parts) {
    if ('table' in part) rows[(table = part.table)] = 0
    if ('row' in part) rows[table]!++
    const line = `${JSON.stringify('header' in part ? part.header : 'row' in part ? part.row : part)}\n`
    hash.update(line)
    text += line
    if (text.length < CHUNK) continue
    yield text
    text = ''
  }
  yield `${text}${JSON.stringify({ rows, sha256: hash.digest('hex') })}\n`
}

/** Trust the parts only when all have come. @throws BadBackup if the file is not a backup, is cut off or changed, or is too new */
export async function* readParts(path: string): AsyncGenerator<Part> {
  const hash = createHash('sha256')
  const rows: Counts = {}
  let table: string | null = null
  let begun = false
  let footer: z.infer<typeof FooterSchema> | null = null
  for await (const line of linesOf(path)) {
    if (footer) throw new BadBackup(`${path} goes on after its end. Use another backup.`)
    if (!begun) {
      begun = true
      yield { header: readHeader(path, line) }
    } else {
      const said = parse(line)
      if (Array.isArray(said)) {
        if (table === null) throw damaged(path)
        rows[table]!++
        yield { row: expected(RowSchema, said, path) }
      } else if (said !== null && typeof said === 'object' && 'table' in said) {
        const named = expected(TableSchema, said, path)
        if (named.table in rows) throw damaged(path)
        rows[(table = named.table)] = 0
        yield named
      } else {
        footer = expected(FooterSchema, said, path)
        continue
      }
    }
    hash.update(line).update('\n')
  }
  if (!footer) throw new BadBackup(`${path} is cut off. Copy it again from where it was made, or use another backup.`)
  const same =
    Object.keys(rows).length === Object.keys(footer.rows).length && Object.entries(rows).every(([name, n]) => footer.rows[name] === n)
  if (!same || footer.sha256 !== hash.digest('hex')) throw damaged(path)
}

const damaged = (path: string) =>
  new BadBackup(`${path} is damaged: it is not as it was written. Copy it again from where it was made, or use another backup.`)
const noBackup = (path: string) => new BadBackup(`${path} is not a backup of Second Look. Name a file that “npm run backup” has made.`)

function readHeader(path: string, line: Buffer): Header {
  const said = parse(line)
  const { format, version } = (said ?? {}) as { format?: unknown; version?: unknown }
  if (format !== FORMAT || typeof version !== 'number') throw noBackup(path)
  if (version > VERSION) throw new BadBackup(`${path} was made by a newer Second Look. Update this one, then restore.`)
  return expected(HeaderSchema, said, path)
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'))
  } catch {
    return undefined
  }
}
function expected<T>(schema: z.ZodType<T>, said: unknown, path: string): T {
  const { data, success } = schema.safeParse(said)
  if (!success) throw damaged(path)
  return data
}

/** More than any row needs, so that a file without line ends does not fill the memory. */
const LONGEST = 64 * 1024 * 1024
const NEWLINE = 0x0a

async function* linesOf(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path)
  const unzipped = file.on('error', (error) => unzipped.destroy(error)).pipe(createGunzip())
  let rest: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of unzipped as AsyncIterable<Buffer>) {
      let from = 0
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, at)])
        rest = []
        length = 0
        from = at + 1
      }
      rest.push(chunk.subarray(from))
      length += chunk.length - from
      if (length > LONGEST) throw damaged(path)
    }
  } catch (error) {
    throw faultOf(error, path)
  } finally {
    file.destroy()
  }
  if (length > 0) throw damaged(path)
}

function faultOf(error: unknown, path: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return new BadBackup(`There is no file ${path}.`)
  if (code === 'EISDIR') return new BadBackup(`${path} is a directory. Name one of the files in it.`)
  if (code === 'Z_BUF_ERROR') return new BadBackup(`${path} is cut off. Copy it again from where it was made, or use another backup.`)
  if (code === 'Z_DATA_ERROR') return message.includes('header') ? noBackup(path) : damaged(path)
  return error
}
