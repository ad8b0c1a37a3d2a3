import { CircleCheck, Shield } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Ballot } from '@/scenarios/engine/live/ballot'
import type { RoomView } from '@/scenarios/engine/live/view'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { useReportWords } from '../shared/report-words'

/** While people can vote, or may again. Once totals are shown, they would influence a report. */
const OPEN: readonly RoomView['phase'][] = ['reading', 'checking', 'weighed', 'voting', 'discussing']
export const canPress = ({ phase, scene, paused }: Pick<RoomView, 'phase' | 'scene' | 'paused'>): boolean =>
  scene !== null && !paused && OPEN.includes(phase)

interface Props {
  base: string
  view: RoomView
  pressed: boolean
  /** What this phone's open or last vote says; null before it voted. */
  voted: boolean | null
  own: Ballot | null
  onPress: (reported: boolean) => boolean
}

export function Report({ base, view, pressed, voted, own, onPress }: Props) {
  const t = useTranslations('livePhone.report')
  const words = useReportWords(view.scene)
  const again = own?.kind === 'decide' ? own : null
  const note = pressed ? t(voted ? 'counts' : 'goes') : voted ? t('takenBack') : ''
  return (
    <form
      id="report"
      method={again ? 'post' : 'get'}
      action={again ? `${base}/answers` : base}
      className="card mt-5 p-2.5 shadow-card"
      onSubmit={(e) => {
        if (onPress(!pressed)) e.preventDefault()
      }}
    >
      {again ? (
        <Again view={view} ballot={again} reported={!pressed} />
      ) : (
        !pressed && <input type="hidden" name="reported" value={view.moment} />
      )}
      <button
        type="submit"
        aria-pressed={pressed}
        className={`btn w-full justify-start text-start ${pressed ? 'border-good-line bg-good-soft text-good' : 'btn-quiet'}`}
      >
        {pressed ? <CircleCheck className="icon" /> : <Shield className="icon text-ink-3" />}
        {words}
      </button>
      <p role="status" className="px-2.5 text-small leading-normal text-ink-2 [&:not(:empty)]:mt-2">
        {note}
      </p>
    </form>
  )
}

/** Repeats the answer, for a page without script. */
function Again({
  view: { moment, vote },
  ballot,
  reported,
}: {
  view: RoomView
  ballot: Extract<Ballot, { kind: 'decide' }>
  reported: boolean
}) {
  const fields: [name: string, value: string | number][] = [
    ['moment', moment],
    ['about', vote ?? ''],
    ...Object.entries(ballot.choices).map(([decision, option]): [string, string] => [FIELD.choice(decision), option]),
    ...(ballot.rating ? [[FIELD.rating, ballot.rating] as [string, number]] : []),
    ...(reported ? [[FIELD.report, '1'] as [string, string]] : []),
  ]
  return fields.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}
