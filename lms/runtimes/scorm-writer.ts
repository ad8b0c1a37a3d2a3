import type { ScormApi } from './scorm-api'

export type Entry = readonly [element: string, value: string]

/**
 * Writes each value once. What was not seen to arrive with its commit is in doubt: Moodle's script for SCORM 1.2 takes it for stored and
 * never passes it on again, so before the next commit each such element gets another value and then its own.
 */
export function writer(api: Pick<ScormApi, 'write' | 'commit'>, unlike: ((element: string, value: string) => string) | null) {
  const there = new Map<string, string>()
  const uncommitted = new Map<string, string>()
  let isInDoubt = false

  const write = ([element, value]: Entry) => {
    api.write(element, value)
    there.set(element, value)
    uncommitted.set(element, value)
  }
  function commitOnce() {
    // Until the answer is there.
    isInDoubt = true
    const arrival = api.commit()
    isInDoubt = false
    return arrival
  }
  function shake() {
    if (!unlike) return
    const entries = [...uncommitted]
    const refused = inGroups(
      entries.map(
        ([element, value]) =>
          () =>
            api.write(element, unlike(element, value)),
      ),
    )
    if (refused.length > 0) console.warn(refused[0])
    try {
      commitOnce()
    } finally {
      for (const entry of entries) write(entry)
    }
  }
  return {
    put(entries: readonly Entry[]): void {
      for (const entry of entries) if (there.get(entry[0]) !== entry[1]) write(entry)
    },
    commit() {
      if (isInDoubt) shake()
      const arrival = commitOnce()
      uncommitted.clear()
      return arrival
    },
    distrust() {
      isInDoubt = true
    },
  }
}

/** If one group fails, the others are still written: a journal matters more than a description that is too long. */
export function inGroups(groups: readonly (() => unknown)[]): unknown[] {
  return groups.flatMap((group) => {
    try {
      group()
      return []
    } catch (fault) {
      return [fault]
    }
  })
}
