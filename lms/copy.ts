/**
 * A copy of a learner's place, kept in this browser for as long as the LMS may not have it. An LMS may say that it saved something and lose
 * it, so only what its server was seen to answer, or what a later launch reads back, ends a copy.
 */
import { type Report, type Runtime, LmsUnreachable, timeless } from './runtime'

export interface Copy {
  suspended: string
  /** Prints of what the LMS may hold by now, oldest first. If it holds none, another browser or attempt has overtaken this copy. */
  follows: string[]
  /** When it was written, in milliseconds since 1970. */
  at: number
}
export interface CopyStore {
  read(key: string): Promise<Copy | null>
  /** @returns whether it is stored. Null removes it. */
  write(key: string, copy: Copy | null): Promise<boolean>
}

export interface CopiedRuntime extends Runtime {
  /** Whether the LMS may lack what `held` says, so that it has to be told. */
  isBehind: boolean
  /** Whether what the LMS may lack is kept in this browser. */
  isKept(): boolean
  /** Keeps in this browser what `save` will bring in its turn. */
  keep(report: Report): void
  /** Whether the same learner has opened it again since, so that saving here would overwrite what they do there. */
  isOvertaken(): boolean
}

/** @param now milliseconds since 1970 */
export async function withCopy(runtime: Runtime, openStore: () => CopyStore, now: () => number): Promise<CopiedRuntime> {
  const { held, copy: place } = runtime
  if (!place || held.mode !== 'normal') return uncopied(runtime)
  const store = openStore()
  const found = await store.read(place.key)
  const own = found?.follows.includes(printOf(held.suspended)) ? found : null
  const isAhead = own !== null && printOf(own.suspended) !== printOf(held.suspended)
  const isDoubtful = own !== null && own.at >= place.readAt
  if (isDoubtful) place.distrust()
  if (found && !isAhead && !isDoubtful) await store.write(place.key, null)
  const isBehind = isAhead || isDoubtful
  let follows = isBehind ? own!.follows : [printOf(held.suspended)]
  let latest = held.suspended
  let isKept = isBehind
  let isRefused = false
  let writing: Promise<unknown> = Promise.resolve()
  const isOvertaken = takeOver(place.key)
  // A page that goes away cannot wait for the browser's storage, so nothing waits for it but what says that it is kept.
  const write = () => {
    writing = store.write(place.key, { suspended: latest, follows, at: now() }).then((is) => (isKept = is))
  }
  function keep(suspended: string) {
    latest = suspended
    follows = [...new Set([...follows, printOf(suspended)])]
    if (follows.length > 1) write()
  }

  return {
    ...runtime,
    held: isAhead ? { ...held, suspended: own.suspended } : held,
    isBehind,
    isKept: () => isKept,
    isOvertaken,
    keep(report) {
      if (!isOvertaken()) keep(report.suspended)
    },
    async save(report) {
      if (isOvertaken()) throw new LmsUnreachable('it was opened again elsewhere')
      keep(report.suspended)
      const isNew = follows.length > 1
      const saved = runtime.save(report)
      saved.then(
        () => (isRefused = false),
        () => (isRefused = isNew),
      )
      const arrival = await saved.finally(() => writing)
      const upTo = follows.indexOf(printOf(report.suspended))
      if (arrival === 'said' || !isNew || upTo < 0) return arrival
      follows = follows.slice(upTo)
      if (follows.length > 1) write()
      else await store.write(place.key, null)
      return arrival
    },
    /**
     * An LMS may store at the end whatever its script holds, so an old page would overwrite what was done elsewhere since. The copy brings
     * the rest.
     */
    leave: (how) => (isOvertaken() || (isRefused && isKept) ? undefined : runtime.leave(how)),
  }
}

export const uncopied = (runtime: Runtime): CopiedRuntime => ({
  ...runtime,
  ...{ isBehind: false, isKept: () => false, isOvertaken: () => false, keep() {} },
})

const printOf = (suspended: string): string =>
  [...timeless(suspended)].reduce((hash, character) => (Math.imul(hash, 31) + character.charCodeAt(0)) | 0, 0).toString(36)

/** Pages of the same learner that are open already hear of this one, and stop. */
function takeOver(key: string): () => boolean {
  let isOvertaken = false
  const channel = new BroadcastChannel(`second-look ${key}`)
  channel.onmessage = () => {
    isOvertaken = true
  }
  channel.postMessage(null)
  return () => isOvertaken
}
