import 'server-only'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LibraryStory } from './story'

/** The library as compiled by the build: a start takes what has not changed from it and compiles the rest. */
interface CompiledFile {
  engine: string
  /** By the digest of its sources. */
  stories: Record<string, LibraryStory>
}
const PATH = '.next/library.json'
/** Everything that affects compilation. If any of it changes, every pattern is compiled and inspected again. */
const ENGINE = ['scenarios/engine', 'scenarios/library', 'server/library']
const PACKAGES = 'package-lock.json'

export interface Precompiled {
  /** Identifies the compiler and its rules. */
  engine: string
  of(digest: string): LibraryStory | undefined
}

/** Nothing can be reused if the file is missing or came from another compiler. */
export async function precompiled(): Promise<Precompiled> {
  const [own, file] = await Promise.all([
    engineHash(),
    readFile(PATH, 'utf8').then(
      (text) => JSON.parse(text) as CompiledFile,
      () => null,
    ),
  ])
  // An image may not contain the sources; then file and program are from the same build.
  const engine = own ?? file?.engine ?? ''
  return {
    engine,
    of: (digest) => (file && file.engine === engine && Object.hasOwn(file.stories, digest) ? file.stories[digest] : undefined),
  }
}

/** Writes the file atomically: a process starting meanwhile reads either the old one or the new one. */
export async function writeCompiled(engine: string, stories: Map<string, LibraryStory>): Promise<void> {
  const file: CompiledFile = { engine, stories: Object.fromEntries(stories) }
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
