/**
 * Opens the choice that is still missing and brings the reader there.
 * @param missing a field's name, or the id of a decision
 * @param say receives its name
 */
export function askFor(form: HTMLFormElement, missing: string, say: (label: string) => void) {
  const control = form.querySelector<HTMLElement>(`[name="choice:${missing}"], [name="${missing}"]`)
  const group = control?.closest<HTMLElement>('[data-label]')
  if (group instanceof HTMLDetailsElement) group.open = true
  say(group?.dataset.label ?? '')
  control?.focus()
}
