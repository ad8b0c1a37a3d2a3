/** Another page begins at its top, with its heading in focus. */
export function arrive(): void {
  // What it names is gone with its page.
  if (location.hash) history.replaceState(null, '', '#main')
  scrollTo({ top: 0 })
  const heading = document.querySelector('h1')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
