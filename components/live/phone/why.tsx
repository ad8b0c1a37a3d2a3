import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { readAnswer, type AnswerBody } from '@/scenarios/engine/live/answer-form'
import type { RoomView } from '@/scenarios/engine/live/view'
import { LONGEST_WHY, type WhyOf } from '@/scenarios/engine/live/whys'
import { type Entry, currentOf } from './answers'

interface WhyProps {
  base: string
  view: RoomView
  about: WhyOf
  entry: Entry | undefined
  /** False if the page cannot send by script. */
  onSend: (sent: AnswerBody) => boolean
}

/** One sentence saying why, after the vote it is about. */
export function Why({ base, view, about, entry, onSend }: WhyProps) {
  const t = useTranslations('livePhone.why')
  const [empty, setEmpty] = useState(false)
  const sent = currentOf(entry)
  const text = sent && 'why' in sent ? sent.why : ''
  function submit(event: React.FormEvent<HTMLFormElement>) {
    const answer = readAnswer(new FormData(event.currentTarget), view)
    setEmpty(!answer)
    if (!answer || onSend(answer)) event.preventDefault()
  }
  return (
    <section className="card mt-5 p-4 shadow-card sm:p-6" aria-labelledby="why-h">
      <h2 id="why-h" className="text-h3">
        <label htmlFor="why">{t('label')}</label>
      </h2>
      <p id="why-hint" className="mt-1 text-note leading-normal text-ink-2">
        {t('hint', { crowd: view.crowd })}
      </p>
      <form method="post" action={`${base}/answers`} onSubmit={submit} noValidate>
        <input type="hidden" name="moment" value={view.moment} />
        <input type="hidden" name="about" value={about} />
        <textarea
          id="why"
          name="why"
          rows={3}
          required
          maxLength={LONGEST_WHY}
          defaultValue={text}
          autoComplete="off"
          aria-invalid={empty || undefined}
          aria-describedby="why-hint why-status"
          className="mt-3 block field-sizing-content max-h-60 min-h-24 w-full rounded-lg border border-control bg-surface px-3 py-2 leading-normal"
        />
        <p id="why-status" role="status" className="mt-1.5 text-note font-medium">
          {empty ? t('empty') : entry && t(`standing.${entry.standing}`)}
        </p>
        <button type="submit" className="btn btn-quiet mt-2 w-full sm:w-auto">
          {t(text ? 'change' : 'send')}
        </button>
      </form>
    </section>
  )
}
