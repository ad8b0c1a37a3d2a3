import 'server-only'
import { ORIGINAL } from '@/scenarios/engine/play/language'
import type { Finding } from '@/scenarios/library/finding'
import { inLibraryOrder } from '@/scenarios/library/load'
import { log, logFault, masked } from '../platform/log'
import { precompiled } from './compiled-file'
import type { Evidence } from './evidence'
import { type Survey, asWritten, survey } from './files'
import { type VersionSource, type Reading, read } from './read-scenario'
import type { ServedVersions, Version } from './served'
import { type StoredScenario, scenarioIn } from './scenario'

export interface SetAsideScenario {
  /** The scenario, or null if no single scenario is concerned. */
  id: string | null
  findings: Finding[]
  /** Whether an earlier version is served instead. */
  before: boolean
}
export interface LibrarySnapshot {
  /** Tutorials come first, then scenarios in the suggested order. */
  scenarios: StoredScenario[]
  /** By locale. */
  evidence: Record<string, Evidence>
  setAside: SetAsideScenario[]
}

/** Milliseconds between two looks at the files. Polling also works on network drives and in containers, which report no changes. */
const EVERY = 2_000

export class LibrarySource {
  private reading: Reading | null = null
  private versions = new Map<string, Version>()
  private held: LibrarySnapshot | null = null
  private stamp = ''
  private seen = ''
  private past: ServedVersions | null = null
  private timer: NodeJS.Timeout | undefined
  private queue: Promise<unknown> = Promise.resolve()
  private readonly compiled = precompiled()
  /** @param made a folder that we write ourselves before each look; it may be empty or missing */
  constructor(
    private readonly folders: readonly string[],
    private readonly made?: { folder: string; write: () => Promise<void> },
  ) {}

  /** Without a watch (commands, tests), every call looks at the files. */
  async current(): Promise<LibrarySnapshot> {
    return this.timer && this.held ? this.held : this.inTurn(() => this.refresh())
  }

  async watch(past: ServedVersions, every = EVERY): Promise<LibrarySnapshot> {
    this.past = past
    const first = await this.inTurn(() => this.refresh())
    let looking = false
    this.timer ??= setInterval(() => {
      if (looking) return
      looking = true
      this.look()
        .catch((error: unknown) => logFault('The scenario library could not be read again', error))
        .finally(() => {
          looking = false
        })
    }, every).unref()
    return first
  }

  /** Looks at the files once. Takes over changes only when two looks in a row see the same, because an editor writes in several steps. */
  look(): Promise<void> {
    return this.inTurn(async () => {
      const found = await this.survey()
      const still = found.stamp === this.seen
      this.seen = found.stamp
      if (still && found.stamp !== this.stamp) await this.take(found)
    })
  }

  stop(): void {
    clearInterval(this.timer)
    this.timer = undefined
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.queue.then(work)
    this.queue = done.catch(() => {})
    return done
  }

  private async survey(): Promise<Survey> {
    // Commands have no database and see no more than the folders.
    const made = this.past ? this.made : undefined
    await made?.write().catch((error: unknown) => logFault('What is published could not be written', error))
    return survey([...this.folders, ...(made ? [made.folder] : [])], made?.folder)
  }

  private async refresh(): Promise<LibrarySnapshot> {
    const found = await this.survey()
    return this.held && found.stamp === this.stamp ? this.held : this.take(found)
  }

  private async take(found: Survey): Promise<LibrarySnapshot> {
    const reading = await read(found, this.reading, await this.known())
    // A file changed while we were reading, so this reading may be half old and half new.
    if (this.held && this.timer && (await this.survey()).stamp !== found.stamp) return this.held
    const versions = await versionsOf(reading, this.versions, this.past)
    const held = holdingOf(reading, versions)
    logNew(held.setAside, this.held?.setAside ?? [])
    this.reading = reading
    this.versions = versions
    this.held = held
    this.stamp = found.stamp
    await this.past?.keep(versions.values()).catch((error: unknown) => logFault('What is served of the library could not be kept', error))
    return held
  }

  private async known(): Promise<VersionSource> {
    const { engine, of } = await this.compiled
    return { engine, of: async (digest) => of(digest) ?? (await this.past?.ofDigest(digest)) }
  }
}

/** What is served for each scenario: the version just read, or the last one that passed. */
async function versionsOf(
  { outcomes, lost }: Reading,
  before: Map<string, Version>,
  past: ServedVersions | null,
): Promise<Map<string, Version>> {
  const earlier = async (id: string) => before.get(id) ?? (await past?.version(id))
  const served = new Map<string, Version>()
  for (const { scenario, ...outcome } of outcomes) {
    const version = scenario ? { ...outcome, scenario } : await earlier(outcome.id)
    if (version) served.set(version.id, version)
  }
  if (lost.length === 0) return served
  for (const { id, folder } of [...before.values(), ...((await past?.list()) ?? [])]) {
    const version = lost.includes(folder) && !served.has(id) ? await earlier(id) : undefined
    if (version) served.set(id, version)
  }
  return served
}

function holdingOf({ outcomes, findings, evidence }: Reading, served: Map<string, Version>): LibrarySnapshot {
  const scenarios = [...served.values()].map(({ scenario }) => scenario)
  const failed = outcomes.filter(({ scenario }) => !scenario)
  return {
    scenarios: scenarios.sort((a, b) => inLibraryOrder(scenarioIn(a, ORIGINAL), scenarioIn(b, ORIGINAL))),
    evidence,
    setAside: [
      ...findings.map((finding): SetAsideScenario => ({ id: null, findings: [finding], before: false })),
      ...failed.map((outcome): SetAsideScenario => ({ id: outcome.id, findings: outcome.findings, before: served.has(outcome.id) })),
    ],
  }
}

/** A file that does not parse can have hundreds of findings. */
const MOST_LOGGED = 10
const keyOf = ({ id, findings }: SetAsideScenario): string => JSON.stringify([id, findings])

function logNew(now: SetAsideScenario[], before: SetAsideScenario[]): void {
  const known = new Set(before.map(keyOf))
  for (const aside of now.filter((one) => !known.has(keyOf(one)))) {
    const instead =
      aside.id === null ? 'Library' : `${aside.id} is set aside, ${aside.before ? 'its last version is served' : 'and not served'}`
    for (const { file, line, rule, message } of aside.findings.slice(0, MOST_LOGGED))
      log().error({ file: asWritten(file), line, rule }, `${instead}: ${masked(message)}`)
  }
  const still = new Set(now.map(({ id }) => id))
  for (const { id } of before) if (id !== null && !still.has(id)) log().info(`${id} is in order again: its current files are served`)
}
