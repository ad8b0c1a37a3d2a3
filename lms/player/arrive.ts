import { useLayoutEffect, useRef } from 'react'

/** Another page begins at its top, with its heading in focus. The first one does not, unless the learner has just asked for it. */
export function useArrival(place: unknown, isAsked: boolean): void {
  const isFirst = useRef(!isAsked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the place that one arrives at
  useLayoutEffect(() => {
    if (isFirst.current) isFirst.current = false
    else arrive()
  }, [place])
}

export function arrive(): void {
  // What it names is gone with its page.
  if (location.hash) history.replaceState(null, '', '#main')
  scrollTo({ top: 0 })
  const heading = document.querySelector('h1')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
