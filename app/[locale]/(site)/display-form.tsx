'use client'
import { useState } from 'react'

type DisplayChoices = Record<'theme' | 'text', string>
interface Props {
  action: string
  fields: { name: keyof DisplayChoices; legend: string; values: { value: string; label: string }[] }[]
  before: DisplayChoices
  /** The colours of the browser's own bars, by theme. */
  bars: Record<string, string>
  kept: string
  unsaved: string
}

export function DisplayForm({ action, fields, before, bars, kept, unsaved }: Props) {
  const [chosen, setChosen] = useState(before)
  const [isKept, setKept] = useState(true)
  const choose = (event: React.SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { name, value } = event.nativeEvent.submitter as HTMLButtonElement
    const { dataset } = document.documentElement
    // Sends both, because the cookie of this request may not contain the press before.
    const now = { theme: dataset.theme ?? 'device', text: dataset.text ?? 'normal', [name]: value }
    setChosen(now)
    stay(() => show(now, bars))
    fetch(action, { method: 'POST', body: new URLSearchParams(now), redirect: 'manual', keepalive: true }).then(
      ({ type }) => setKept(type === 'opaqueredirect'),
      () => setKept(false),
    )
  }
  return (
    <>
      <form method="post" action={action} className="mt-3 space-y-4" onSubmit={choose}>
        {fields.map(({ name, legend, values }) => (
          <fieldset key={name}>
            <legend className="mb-1.5 text-small font-semibold text-ink-2">{legend}</legend>
            <div className="segmented">
              {values.map(({ value, label }) => (
                <button key={value} type="submit" className="flex-1" name={name} value={value} aria-pressed={value === chosen[name]}>
                  {label}
                </button>
              ))}
            </div>
          </fieldset>
        ))}
      </form>
      <p role="status" className={`mt-4 text-small ${isKept ? 'text-ink-3' : 'text-signal'}`}>
        {isKept ? kept : unsaved}
      </p>
    </>
  )
}

/** Must match what the server renders (`attributesOf`, `generateViewport`). */
function show({ theme, text }: DisplayChoices, bars: Props['bars']) {
  const { dataset } = document.documentElement
  if (theme === 'device') delete dataset.theme
  else dataset.theme = theme
  if (text === 'normal') delete dataset.text
  else dataset.text = text
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]'))
    meta.content = bars[theme] ?? bars[meta.media.includes('dark') ? 'dark' : 'light'] ?? ''
}

/** Letters of another size move everything, so this keeps the button that opened the panel in place. */
function stay(change: () => void) {
  const top = () => document.querySelector('[popovertarget=display]')?.getBoundingClientRect().top ?? 0
  const before = top()
  change()
  scrollBy(0, top() - before)
}
