import type { RunSheet } from '@/scenarios/engine/live/run-sheet'
import { translator } from '@/server/platform/locales'

export function PlanTable({ locale, sheet: { rows, around, whole } }: { locale: string; sheet: RunSheet }) {
  const t = translator(locale, 'livePlan')
  const parts = [
    { id: 'opening', name: t('opening'), how: '', minutes: around.opening },
    ...rows.map(({ scene, title, treatment, minutes }) => ({ id: scene, name: title, how: t(`how.${treatment}`), minutes })),
    { id: 'judgement', name: translator(locale, 'play')('beforeDebrief'), how: t('how.vote'), minutes: around.judgement },
    { id: 'debrief', name: t('debrief'), how: '', minutes: around.debrief },
  ]
  return (
    <>
      <table className="mt-4 w-full border-collapse text-note">
        <caption className="sr-only">{t('caption')}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('moment')}</th>
            <th scope="col">{t('spent')}</th>
            <th scope="col">{t('takes')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ id, name, how, minutes }) => (
            <tr key={id} className="border-t border-line first:border-t-0">
              <th scope="row" className="py-1.5 pe-3 text-start font-medium">
                {name}
              </th>
              <td className="py-1.5 text-ink-2">{how}</td>
              <td className="py-1.5 ps-3 text-end whitespace-nowrap text-ink-2 tabular-nums">{t('minutes', { minutes })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {whole.most > whole.least && (
        <p className="mt-2 text-note text-ink-2">{t('span', { least: Math.round(whole.least), most: Math.ceil(whole.most) })}</p>
      )}
    </>
  )
}
