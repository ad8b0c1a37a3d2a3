import { useTranslations } from 'use-intl'
import type { RatedMoment } from '@/scenarios/engine/live/curve'
import type { Rating } from '@/scenarios/engine/play/events'
import { RatingRow, lineThrough } from '../../ui/charts'

export function useRatingWords(): (mean: number) => string {
  const t = useTranslations('play.rating.steps')
  return (mean) => t(`${Math.round(mean) as Rating}`)
}

export function CurveTable({ ratings, caption }: { ratings: RatedMoment[]; caption: string }) {
  const t = useTranslations('liveCurve')
  const axis = useTranslations('play.rating.steps')
  const words = useRatingWords()
  const line = lineThrough(ratings.map(({ room }) => room?.mean ?? null))
  return (
    <table className="mt-3 w-full table-fixed border-collapse text-note leading-snug">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-fine text-ink-2">
        <tr>
          <th scope="col" className="pb-1.5 text-start align-bottom font-normal">
            {t('moment')}
          </th>
          <th scope="col" className="w-1/2 pb-1.5 font-normal">
            <span className="sr-only">{t('looked')}</span>
            <span aria-hidden="true" className="flex items-end justify-between gap-x-3">
              <span className="text-start">{axis('1')}</span>
              <span className="text-end">{axis('5')}</span>
            </span>
          </th>
        </tr>
      </thead>
      {ratings.map(({ scene, when, title, room, seen, found }, i) => (
        <tbody key={scene} className="border-t border-line align-top">
          <tr>
            <th scope="row" className="py-2.5 pe-3 text-start font-normal">
              {when && <span className="block text-fine text-ink-3">{when}</span>}
              <span className="block font-semibold">{title || t('end')}</span>
              <span className="block text-fine text-ink-2">{room ? t('saidBy', { count: room.said }) : t('few')}</span>
            </th>
            <td className="relative">
              <RatingRow line={line[i]!} dot={room?.mean} className="bg-surface-2" />
              {room && <span className="sr-only">{words(room.mean)}</span>}
            </td>
          </tr>
          {seen.length + found.length > 0 && (
            <tr>
              <td colSpan={2} className="pb-3 pt-2 text-small text-ink-2">
                {[...new Set([...seen, ...found.map((finding) => t('found', { finding }))])].join(' · ')}
              </td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  )
}

export function CurveInWords({ ratings }: { ratings: RatedMoment[] }) {
  const t = useTranslations('liveCurve')
  const words = useRatingWords()
  return (
    <table className="sr-only">
      <caption>{t('title')}</caption>
      <thead>
        <tr>
          {(['moment', 'looked', 'said'] as const).map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ratings.map(({ scene, title, room }) => (
          <tr key={scene}>
            <th scope="row">{title || t('end')}</th>
            <td>{room ? words(room.mean) : t('few')}</td>
            <td>{room?.said}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
