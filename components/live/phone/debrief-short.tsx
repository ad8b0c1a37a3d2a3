import { useTranslations } from 'use-intl'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'
import { quoted } from '../../ui/quote'

/** How it ended, the moment that mattered, and one thing to keep, as far as the wall has shown them: all that most people read. */
export function InShort({ debrief: { ending, moment, keep } }: { debrief: RoomDebrief }) {
  const t = useTranslations('livePhone.debrief.short')
  const outcomes = useTranslations('liveOutcome')
  if (!ending && !moment && !keep) return null
  return (
    <section
      aria-labelledby="short-h"
      className="mt-5 space-y-3 rounded-2xl border border-accent-line bg-accent-soft p-4 leading-relaxed sm:p-6"
    >
      <h2 id="short-h" className="sr-only">
        {t('title')}
      </h2>
      {ending && (
        <p>
          <b className="block text-h3">{ending.outcome ? outcomes(ending.outcome) : ending.title}</b>
          {ending.outcome && ending.title}
        </p>
      )}
      {moment && <Moment moment={moment} />}
      {keep && (
        <div>
          <h3 className="text-small font-semibold text-ink-2">{t('keep')}</h3>
          <p className="font-medium">{keep.rule}</p>
        </div>
      )}
    </section>
  )
}

function Moment({ moment: { title, made, because, better } }: { moment: NonNullable<RoomDebrief['moment']> }) {
  const t = useTranslations('livePhone.debrief.short')
  const did = made && (made.how === 'did' ? made.text : quoted(made.text))
  return (
    <div>
      <h3 className="text-small font-semibold text-ink-2">{t('moment')}</h3>
      <p className="font-medium">
        {title}: {did ?? t('unreported')}
      </p>
      {because.text && <p className="text-ink-2">{because.text}</p>}
      {better && (
        <p>
          <b className="font-semibold">{t('better')}</b> {better}
        </p>
      )}
    </div>
  )
}
