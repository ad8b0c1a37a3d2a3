import 'server-only'
import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A place in what server/commands/bundle.js builds. */
const BUNDLED = '/.bundle/'

/** Node could do this by itself, but would read every source map at the start. We read them at the first fault. */
export const inOurFiles = (stack: string): string =>
  stack.replace(/file:\/\/[^\s()]+/g, (place) => {
    const [, url, line, column] = /^(.+\.mjs):(\d+):(\d+)$/.exec(place) ?? []
    if (!url?.includes(BUNDLED)) return place
    const file = fileURLToPath(url)
    const found = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1)
    if (!found || !('originalSource' in found)) return place
    const source = relative(process.cwd(), resolve(dirname(file), found.originalSource))
    return `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`
  })

const maps = new Map<string, SourceMap | null>()
function mapOf(file: string): SourceMap | null {
  const path = `${file}.map`
  const map = maps.get(file) ?? (existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as SourceMap['payload']) : null)
  maps.set(file, map)
  return map
}
