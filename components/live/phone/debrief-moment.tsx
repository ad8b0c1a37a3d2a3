import { useTranslations } from 'use-intl'
import type { RoomMoment, SignView } from '@/scenarios/engine/live/debrief'
import { Mark } from '../../debrief/mark'
import { Moment } from '../../debrief/moment'
import type { Numbers } from './debrief-parts'
import { type Crowd, useRoomSigns } from './debrief-signs'

interface Props {
  moment: RoomMoment
  /** Of this moment. */
  signs: readonly SignView[]
  numbers: Numbers
  crowd: Crowd
  open: boolean
  mattered: boolean
}

/** A moment of the path that the room took, as a learner who plays alone sees theirs. */
export function MomentOfRoom({ moment, signs, numbers, crowd, open, mattered }: Props) {
  const t = useTranslations('debrief.worth')
  const shown = useRoomSigns(crowd)
  const { act, sent, followed, sound } = moment
  return (
    <Moment
      moment={moment}
      mark={<Mark quality={act.worth}>{t(act.worth)}</Mark>}
      numbers={numbers}
      signs={shown(signs)}
      open={open}
      mattered={mattered}
      lead={followed && <p>{followed}</p>}
    >
      {sound && <Sound {...sound} sends={sent.length > 0} />}
    </Moment>
  )
}

function Sound({ counts: [first, last], sends }: NonNullable<RoomMoment['sound']> & { sends: boolean }) {
  const t = useTranslations('livePhone.debrief')
  const about = { sends: String(sends) }
  return (
    <p className="text-note text-ink-2">
      {last ? t('soundTwice', { ...first!, lastN: last.n, lastOf: last.of, ...about }) : t('sound', { ...first!, ...about })}
    </p>
  )
}
