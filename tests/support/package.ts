import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, extname, join } from 'node:path'
import { unzipSync } from 'fflate'

export interface UnpackedPackage {
  directory: string
  files: Record<string, Uint8Array>
  zip: Buffer
  size: number
  sha256: string
  remove(): void
}

/** @param words what follows `npm run package --` */
export function madePackage(...words: string[]): UnpackedPackage {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-package-'))
  const args = ['server/commands/command.js', 'package', ...words, '--out', directory]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  const zip = readFileSync(join(directory, readdirSync(directory)[0]!))
  const files = unzipSync(zip)
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), bytes)
  }
  const sha256 = createHash('sha256').update(zip).digest('hex')
  return { directory, files, zip, size: zip.length, sha256, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain',
  '.xml': 'text/xml',
}
export const typeOf = (path: string): string => TYPES[extname(path)] ?? 'application/octet-stream'

export async function served({ files }: UnpackedPackage, pages: Record<string, string> = {}): Promise<{ url: string; stop(): void }> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname.slice(1)
    const found = pages[path] ?? files[path.replace(/^package\//, '')]
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': typeOf(path) })
    response.end(found)
  })
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, stop: () => server.close() }
}
