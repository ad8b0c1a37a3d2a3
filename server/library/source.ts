import 'server-only'
import type { Finding } from '@/scenarios/engine/inspect'
import { inLibraryOrder } from '@/scenarios/library/load'
import { log, logFault, masked } from '../platform/log'
import { precompiled } from './compiled-file'
import type { Evidence } from './evidence'
import { type Survey, asWritten, survey } from './files'
import { type CompiledScenario, type Known, type LibraryPattern, type Reading, read } from './reading'
import type { Past, Version } from './served'

/** What is not served as it stands in its files, and why. */
export interface SetAside {
  /** The pattern; null for what concerns no pattern in particular. */
  id: string | null
  findings: Finding[]
  /** An earlier version is served in its place. */
  before: boolean
}
/** What the library is at one moment. */
export interface Held {
  patterns: LibraryPattern[]
  byHash: Map<string, CompiledScenario>
  evidence: Evidence
  setAside: SetAside[]
}

export interface LibrarySource {
  current(): Promise<Held>
  /** Looks at the files again and again from now on; without it each question looks at them. */
  watch(past: Past, every?: number): Promise<Held>
  stop(): void
}

/** Milliseconds between two looks at the files. Asking works where a network drive or a container tells of no change. */
const EVERY = 2_000

/** The library of these folders, read again when a file changes. */
export function createSource(folders: readonly string[]): LibrarySource {
  let reading: Reading | null = null
  let versions = new Map<string, Version>()
  let held: Held | null = null
  /** Of the files that were read, and of those that were seen last. */
  let [stamp, seen] = ['', '']
  let past: Past | null = null
  let timer: NodeJS.Timeout | undefined
  let queue: Promise<unknown> = Promise.resolve()

  /** One after the other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work)
    queue = done.catch(() => {})
    return done
  }

  async function refresh(): Promise<Held> {
    const found = await survey(folders)
    return held && found.stamp === stamp ? held : take(found)
  }

  async function take(found: Survey): Promise<Held> {
    const next = await read(found, reading, await known())
    // Somebody was writing: what was read may be half of it.
    if (held && timer && (await survey(folders)).stamp !== found.stamp) return held
    const served = await versionsOf(next, versions, past)
    const now = holdingOf(next, served)
    tell(now.setAside, held?.setAside ?? [])
    reading = next
    versions = served
    stamp = found.stamp
    held = now
    await past?.keep(served.values()).catch((error: unknown) => logFault('What is served of the library could not be kept', error))
    return held
  }

  const compiler = precompiled()
  async function known(): Promise<Known> {
    const { engine, of } = await compiler
    return { engine, of: async (digest) => of(digest) ?? (await past?.ofDigest(digest)) }
  }

  /** Takes what has changed once nothing has changed for one round: an editor writes in several steps. */
  async function look(): Promise<void> {
    const found = await survey(folders)
    const still = found.stamp === seen
    seen = found.stamp
    if (still && found.stamp !== stamp) await take(found)
  }

  return {
    current: async () => (timer && held ? held : inTurn(refresh)),
    async watch(kept, every = EVERY) {
      past = kept
      const first = await inTurn(refresh)
      let looking = false
      timer ??= setInterval(() => {
        if (looking) return
        looking = true
        inTurn(look)
          .catch((error: unknown) => logFault('The scenario library could not be read again', error))
          .finally(() => {
            looking = false
          })
      }, every).unref()
      return first
    },
    stop() {
      clearInterval(timer)
      timer = undefined
    },
  }
}

/** Of each pattern what is served: as it was read, or its last version that passed. */
async function versionsOf({ outcomes, lost }: Reading, before: Map<string, Version>, past: Past | null): Promise<Map<string, Version>> {
  const earlier = async (id: string) => before.get(id) ?? (await past?.version(id))
  const served = new Map<string, Version>()
  for (const { pattern, ...outcome } of outcomes) {
    const version = pattern ? { ...outcome, pattern } : await earlier(outcome.id)
    if (version) served.set(version.id, version)
  }
  if (lost.length === 0) return served
  for (const { id, folder } of [...before.values(), ...((await past?.list()) ?? [])]) {
    const version = lost.includes(folder) && !served.has(id) ? await earlier(id) : undefined
    if (version) served.set(id, version)
  }
  return served
}

function holdingOf({ outcomes, findings, evidence }: Reading, served: Map<string, Version>): Held {
  const patterns = [...served.values()].map(({ pattern }) => pattern).sort(inLibraryOrder)
  const scenarios = patterns.flatMap(({ scenarios: { hostile, genuine } }) => [hostile, genuine]).filter((s) => s !== undefined)
  const failed = outcomes.filter(({ pattern }) => !pattern)
  return {
    patterns,
    byHash: new Map(scenarios.map((scenario) => [scenario.hash, scenario])),
    evidence,
    setAside: [
      ...findings.map((finding): SetAside => ({ id: null, findings: [finding], before: false })),
      ...failed.map((outcome): SetAside => ({ id: outcome.id, findings: outcome.findings, before: served.has(outcome.id) })),
    ],
  }
}

/** Of a file that does not parse there may be hundreds. */
const TOLD = 10
const keyOf = ({ id, findings }: SetAside): string => JSON.stringify([id, findings])

/** Tells the log what is new, and what is in order again. */
function tell(now: SetAside[], before: SetAside[]): void {
  const told = new Set(before.map(keyOf))
  for (const aside of now.filter((one) => !told.has(keyOf(one)))) {
    const instead =
      aside.id === null ? 'Library' : `${aside.id} is set aside, ${aside.before ? 'its last version is served' : 'and not served'}`
    for (const { file, line, rule, message } of aside.findings.slice(0, TOLD))
      log().error({ file: asWritten(file), line, rule }, `${instead}: ${masked(message)}`)
  }
  const still = new Set(now.map(({ id }) => id))
  for (const { id } of before) if (id !== null && !still.has(id)) log().info(`${id} is served as its files are`)
}
