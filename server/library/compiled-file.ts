import 'server-only'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LibraryPattern } from './reading'

/** The library as the build compiled it: a start takes from it what has not changed since, and compiles the rest. */
interface CompiledFile {
  engine: string
  /** By the digest of what each was made from. */
  patterns: Record<string, LibraryPattern>
}
const PATH = '.next/library.json'
/** What turns files into what is served. A change to any of it, and everything is compiled and inspected again. */
const ENGINE = ['scenarios/engine', 'scenarios/library', 'server/library']
const PACKAGES = 'package-lock.json'

export interface Precompiled {
  /** Stands for the compiler and its rules. */
  engine: string
  of(digest: string): LibraryPattern | undefined
}

/** Without the file, or with one that another compiler made, there is nothing to take from. */
export async function precompiled(): Promise<Precompiled> {
  const [own, file] = await Promise.all([
    engineHash(),
    readFile(PATH, 'utf8').then(
      (text) => JSON.parse(text) as CompiledFile,
      () => null,
    ),
  ])
  // An image may leave the sources out: there the file and the program are of one build.
  const engine = own ?? file?.engine ?? ''
  return {
    engine,
    of: (digest) => (file && file.engine === engine && Object.hasOwn(file.patterns, digest) ? file.patterns[digest] : undefined),
  }
}

/** Writes the file in one go: whoever starts meanwhile reads the old one or the new one. */
export async function writeCompiled(engine: string, patterns: Map<string, LibraryPattern>): Promise<void> {
  const file: CompiledFile = { engine, patterns: Object.fromEntries(patterns) }
  await mkdir(dirname(PATH), { recursive: true })
  await writeFile(`${PATH}.new`, JSON.stringify(file))
  await rename(`${PATH}.new`, PATH)
}

async function engineHash(): Promise<string | null> {
  if (!existsSync(ENGINE[0]!)) return null
  const found = await Promise.all(
    ENGINE.map(async (folder) => (await readdir(folder, { recursive: true })).map((path) => join(folder, path))),
  )
  const paths = [...found.flat().filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts')), PACKAGES].sort()
  const hash = createHash('sha256')
  for (const [i, bytes] of (await Promise.all(paths.map((path) => readFile(path)))).entries()) hash.update(`${paths[i]}\0`).update(bytes)
  return hash.digest('hex')
}
