import { useTranslations } from 'use-intl'
import type { RoomDecision } from '@/scenarios/engine/live/debrief'
import { Cite } from '../../debrief/sources'
import type { Numbers } from './debrief-parts'

export function Decision({
  decision: { scene, when, title, choices, followed, harm, better, sound },
  numbers,
}: {
  decision: RoomDecision
  numbers: Numbers
}) {
  const t = useTranslations('livePhone.debrief')
  return (
    <>
      <p className="text-small text-ink-2">{when}</p>
      <h3 id={`d-${scene}`} className="mt-0.5 text-lead font-semibold leading-6">
        {title}
      </h3>
      <p className="mt-2 text-small font-medium text-ink-2">{t('roomChose')}</p>
      <ul className="mt-1 space-y-2 border-s-4 border-accent-line ps-3.5">
        {choices.map(({ ask, text, why, cites, worth }) => (
          <li key={ask} className="leading-relaxed">
            {text} <span className="text-small font-medium text-ink-2">({t(`quality.${worth}`)})</span>
            {why && (
              <span className="block text-note text-ink-2">
                {why}
                <Cite ids={cites} numbers={numbers} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {harm && <p className="mt-2 text-note font-medium">{t(`harm.${harm}`)}</p>}
      {followed && <p className="mt-3 leading-relaxed text-ink-2">{followed}</p>}
      {sound && (
        <p className="mt-3 text-note text-ink-2">
          <Sound {...sound} sends={choices.length > 1} />
        </p>
      )}
      {better.length > 0 && (
        <div className="mt-3 rounded-xl bg-surface-2 px-4 py-3 ring-1 ring-line">
          <p className="text-small font-semibold">{t('worked')}</p>
          <ul className="mt-1 space-y-1 border-s-4 border-line-2 ps-3">
            {better.map((text) => (
              <li key={text} className="leading-relaxed text-ink-2">
                {text}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

function Sound({ counts: [first, last], sends }: NonNullable<RoomDecision['sound']> & { sends: boolean }) {
  const t = useTranslations('livePhone.debrief')
  const about = { sends: String(sends) }
  return last ? t('soundTwice', { ...first!, lastN: last.n, lastOf: last.of, ...about }) : t('sound', { ...first!, ...about })
}
