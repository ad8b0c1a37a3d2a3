'use client'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'

interface Props {
  /** Where the text stands in the file. */
  path: string
  text: string
  /** The version of the file that is shown. */
  version: string
  action: string
  /** The page to come back to, without script. */
  back: string
  /** Shows the page anew, after a save. */
  onSaved: () => void
}

/**
 * One text of the file. What is typed is based on the version that was shown when typing began, and stays until it is saved: a refused
 * save says why, and leaves it in the field.
 */
export function TextEdit({ path, text, version, action, back, onSaved }: Props) {
  const t = useTranslations('drafts.edit')
  const id = useId()
  const [typed, setTyped] = useState<{ text: string; seen: string } | null>(null)
  const [said, setSaid] = useState<'saved' | 'changed' | 'long' | 'text' | 'gone' | 'lost' | null>(null)

  async function save(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const body = new FormData(event.currentTarget)
    body.set('answer', 'json')
    const answer = await fetch(action, { method: 'POST', body }).catch(() => null)
    const { saved } = answer?.ok
      ? ((await answer.json()) as { saved: 'saved' | 'changed' | 'long' | 'text' | 'gone' })
      : { saved: 'lost' as const }
    setSaid(saved)
    if (saved === 'saved') setTyped(null)
    onSaved()
  }

  return (
    <form method="post" action={action} onSubmit={save} className="mt-1 grid gap-2">
      <input type="hidden" name="path" value={path} />
      <input type="hidden" name="seen" value={typed?.seen ?? version} />
      <input type="hidden" name="back" value={back} />
      <label htmlFor={id} className="sr-only">
        {t('label', { path })}
      </label>
      <textarea
        id={id}
        name="value"
        rows={Math.min(8, Math.ceil((typed?.text ?? text).length / 40) + 1)}
        className="field w-full text-note"
        value={typed?.text ?? text}
        onChange={(e) => {
          setTyped({ text: e.target.value, seen: typed?.seen ?? version })
          setSaid(null)
        }}
      />
      {typed && typed.seen !== version && <p className="text-small text-signal">{t('since')}</p>}
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" className="btn btn-quiet min-h-9">
          {t('save')}
        </button>
        {typed && typed.seen !== version && (
          <button type="button" className="btn btn-ghost min-h-9" onClick={() => setTyped({ ...typed, seen: version })}>
            {t('over', { text })}
          </button>
        )}
        <span role="status" className="text-small">
          {said && t(`said.${said}`)}
        </span>
      </div>
    </form>
  )
}
