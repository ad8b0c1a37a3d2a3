/**
 * Opens the missing choice, and moves the focus there.
 * @param missing a field's name, or the id of a decision
 * @param say receives the label of the choice
 */
export function askFor(form: HTMLFormElement, missing: string, say: (label: string) => void) {
  const named = `:is([name="choice:${missing}"], [name="${missing}"])`
  // Acts on an artefact come before the answers, but what is missing is said beside the answers.
  const control = form.querySelector<HTMLElement>(`[data-label] ${named}`) ?? form.querySelector<HTMLElement>(named)
  const group = control?.closest<HTMLElement>('[data-label]')
  if (group instanceof HTMLDetailsElement) group.open = true
  say(group?.dataset.label ?? '')
  control?.focus()
}
