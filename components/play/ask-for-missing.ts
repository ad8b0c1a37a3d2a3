/**
 * Opens the missing choice, and moves the focus there.
 * @param missing a field's name, or the id of a decision
 * @param say receives the label of the choice
 */
export function askFor(form: HTMLFormElement, missing: string, say: (label: string) => void) {
  const control = form.querySelector<HTMLElement>(`[name="choice:${missing}"], [name="${missing}"]`)
  const group = control?.closest<HTMLElement>('[data-label]')
  if (group instanceof HTMLDetailsElement) group.open = true
  say(group?.dataset.label ?? '')
  control?.focus()
}
