import { Flag } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RoomSigns, SignView } from '@/scenarios/engine/live/debrief'
import { Cite } from '../../debrief/sources'
import { quoted } from '../../ui/quote'
import type { Numbers } from './debrief-parts'

export function Signs({ signs: { list, withheld }, ...props }: { signs: RoomSigns } & Pick<SignProps, 'numbers' | 'shownFrom' | 'crowd'>) {
  const t = useTranslations('livePhone.debrief')
  const about = useTranslations('liveFlags')
  const groups = [
    { title: t('signs'), own: list.filter((s) => s.kind === 'sign'), none: t('noSigns') },
    { title: t('question'), own: list.filter((s) => s.kind === 'question'), none: null },
    { title: t('harmless'), own: list.filter((s) => s.kind === 'harmless'), none: null },
  ]
  return groups.map(
    ({ title, own, none }, i) =>
      (own.length > 0 || none) && (
        <div key={title} className={i > 0 ? 'mt-6' : undefined}>
          <h2 id={i === 0 ? 'signs-h' : undefined} className="text-h3">
            {title}
          </h2>
          {own.length === 0 && <p className="mt-1.5 text-ink-2">{none}</p>}
          {i === 0 && list.some(({ of }) => of !== null) && <p className="mt-1 text-small text-ink-2">{about('shares')}</p>}
          <ul className="mt-3 space-y-4">
            {own.map((sign) => (
              <Sign key={sign.segment} sign={sign} {...props} />
            ))}
          </ul>
          {i === 0 && withheld && <p className="mt-3 text-small text-ink-2">{about('withheld')}</p>}
        </div>
      ),
  )
}

interface SignProps {
  sign: SignView
  numbers: Numbers
  shownFrom: number
  crowd: 'people' | 'tables'
}
function Sign({ sign: { label, quote, why, cites, flagged, of }, numbers, shownFrom, crowd }: SignProps) {
  const t = useTranslations('livePhone.debrief')
  return (
    <li className="leading-relaxed">
      <p className="font-medium">{label}</p>
      {label !== quote && <p className="mt-0.5 text-ink-2">{quoted(quote)}</p>}
      {why && (
        <p className="mt-0.5 text-ink-2">
          {why}
          <Cite ids={cites} numbers={numbers} />
        </p>
      )}
      <p className="mt-1 flex items-center gap-1.5 text-small text-ink-2">
        <Flag className="icon text-ink-3" />
        {of === null
          ? t('flaggedTooFew', { few: shownFrom })
          : flagged === null
            ? t('flaggedByFew', { of, crowd })
            : t('flaggedBy', { n: flagged, of })}
      </p>
    </li>
  )
}
