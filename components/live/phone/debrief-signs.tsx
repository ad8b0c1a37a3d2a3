import { useTranslations } from 'use-intl'
import type { RoomSigns, SignView } from '@/scenarios/engine/live/debrief'
import { type MomentSign, MomentSigns } from '../../debrief/moment-signs'
import type { Numbers } from './debrief-parts'

export type Crowd = 'people' | 'tables'

/** The signs of a room's moment, with how many flagged each, where enough did. */
export function useRoomSigns(crowd: Crowd): (list: readonly SignView[]) => MomentSign[] {
  const t = useTranslations('livePhone.debrief')
  const said = ({ flagged, of }: SignView) =>
    of === null ? null : flagged === null ? t('flaggedByFew', { of, crowd }) : t('flaggedBy', { n: flagged, of })
  return (list) =>
    list.map((sign) => ({ ...sign, group: sign.kind === 'sign' && sign.hindsight ? 'later' : sign.kind, flagged: said(sign) }))
}

interface Props {
  signs: RoomSigns
  numbers: Numbers
  crowd: Crowd
}

/** While the room is at the signs: those of each moment under its name. */
export function Signs({ signs: { list, withheld }, numbers, crowd }: Props) {
  const t = useTranslations('livePhone.debrief')
  const about = useTranslations('liveFlags')
  const shown = useRoomSigns(crowd)
  const scenes = [...new Set(list.map(({ scene }) => scene))]
  return (
    <>
      {!list.some(({ sign }) => sign) && <p className="text-ink-2">{t('noSigns')}</p>}
      {list.some(({ of }) => of !== null) && <p className="text-small text-ink-2">{about('shares')}</p>}
      {scenes.map((scene) => {
        const own = list.filter((sign) => sign.scene === scene)
        return (
          <div key={scene} className="mt-5 space-y-3 leading-normal">
            <h3 className="font-semibold">{own[0]!.where.title}</h3>
            <MomentSigns signs={shown(own)} numbers={numbers} />
          </div>
        )
      })}
      {withheld && <p className="mt-3 text-small text-ink-2">{about('withheld')}</p>}
    </>
  )
}
