/**
 * A copy of a learner's place, kept in this browser for as long as the LMS may not have it. An LMS may say that it saved something and lose
 * it, so only what its server was seen to answer, or what a later launch reads back, ends a copy.
 */
import { type Runtime, LmsUnreachable, timeless } from './runtime'

export interface Copy {
  suspended: string
  /** Prints of what the LMS may hold by now. If it holds anything else, another browser or another attempt has overtaken this copy. */
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
  let isKept = isBehind
  let isRefused = false
  const isOvertaken = takeOver(place.key)

  return {
    ...runtime,
    held: isAhead ? { ...held, suspended: own.suspended } : held,
    isBehind,
    isKept: () => isKept,
    isOvertaken,
    async save(report) {
      if (isOvertaken()) throw new LmsUnreachable('it was opened again elsewhere')
      const { suspended } = report
      follows = [...new Set([...follows, printOf(suspended)])]
      const isNew = follows.length > 1
      // A page that goes away cannot wait for the browser's storage, so the LMS is asked at once.
      const writing = isNew ? store.write(place.key, { suspended, follows, at: now() }) : null
      const saved = runtime.save(report)
      saved.then(
        () => (isRefused = false),
        () => (isRefused = isNew),
      )
      const arrival = await saved.finally(async () => {
        if (writing) isKept = await writing
      })
      if (arrival === 'said' || !isNew) return arrival
      follows = [printOf(suspended)]
      await store.write(place.key, null)
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
  ...{ isBehind: false, isKept: () => false, isOvertaken: () => false },
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
