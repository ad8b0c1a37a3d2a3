import 'server-only'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { engineHash } from './engine-hash.js'
import type { StoredScenario } from './scenario'

/** The library as the build compiled it. A start takes from it what has not changed, and compiles the rest. */
interface CompiledFile {
  engine: string
  /** By the digest of its sources. */
  scenarios: Record<string, StoredScenario>
}
const PATH = '.next/library.json'

export interface CompiledFileReader {
  /** Identifies the compiler and its rules. */
  engine: string
  of(digest: string): StoredScenario | undefined
}

/** Reuses nothing if the file is missing or came from another compiler. */
export async function precompiled(): Promise<CompiledFileReader> {
  const [engine, file] = await Promise.all([
    // A bundle is rebuilt when the sources change, so it knows their hash.
    process.env.LIBRARY_ENGINE ?? engineHash(),
    readFile(PATH, 'utf8').then(
      (text) => JSON.parse(text) as CompiledFile,
      () => null,
    ),
  ])
  return {
    engine,
    of: (digest) => (file && file.engine === engine && Object.hasOwn(file.scenarios, digest) ? file.scenarios[digest] : undefined),
  }
}

/** Writes the file atomically, so that a process starting meanwhile reads either the old one or the new one. */
export async function writeCompiled(engine: string, scenarios: Map<string, StoredScenario>): Promise<void> {
  const file: CompiledFile = { engine, scenarios: Object.fromEntries(scenarios) }
  await mkdir(dirname(PATH), { recursive: true })
  await writeFile(`${PATH}.new`, JSON.stringify(file))
  await rename(`${PATH}.new`, PATH)
}
