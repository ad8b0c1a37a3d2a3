import { useLayoutEffect, useRef } from 'react'

/** Moves to the top and focuses the heading when the page changes. The first page only does so if the learner asked for it. */
export function useArrival(place: unknown, isAsked: boolean): void {
  const isFirst = useRef(!isAsked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the place that one arrives at
  useLayoutEffect(() => {
    if (isFirst.current) isFirst.current = false
    else arrive()
  }, [place])
}

export function arrive(): void {
  // The element that the hash names went with the old page.
  if (location.hash) history.replaceState(null, '', '#main')
  scrollTo({ top: 0 })
  const heading = document.querySelector('h1')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
