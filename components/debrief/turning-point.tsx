import { useTranslations } from 'use-intl'
import type { FlagView } from '@/scenarios/engine/debrief/moment'
import type { MomentReview } from '@/scenarios/engine/debrief/turning-point'
import { Quote } from '../ui/quote'
import { Words } from '../ui/words'
import { Cite } from './sources'

interface Props {
  moment: MomentReview
  /** The signs that its moment shows further down. */
  flags: readonly FlagView[]
  numbers: Map<string, number>
  /** Whether the scenario names an outcome. Without one, the moment is told and not judged. */
  judged: boolean
}

/** Why this moment mattered, with what showed it in so far as that is no sign. */
export function TurningPoint({ moment: { kind, marked, because, points }, flags, numbers, judged }: Props) {
  const t = useTranslations('debrief.moment')
  const shown = marked.filter(({ segment }) => !flags.some((flag) => flag.segment === segment))
  const lost = { lost: points ? points.possible - points.earned : 0, possible: points?.possible ?? 0 }
  return (
    <>
      {shown.map(({ segment, text }) => (
        <p key={segment} className="border-s-3 border-line-2 ps-3">
          <Quote>{text}</Quote>
        </p>
      ))}
      {kind === 'unreported' ? (
        <p>
          <b className="font-semibold">{t('unreported')}</b>{' '}
          <span className="text-ink-2">
            <Words>{because.text}</Words>
            <Cite ids={because.cites} numbers={numbers} />
          </span>
        </p>
      ) : (
        judged && <p className="font-semibold">{t(`kind.${kind}`, lost)}</p>
      )}
    </>
  )
}
