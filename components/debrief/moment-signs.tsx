import { Flag } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Quote } from '../ui/quote'
import { Words } from '../ui/words'
import { Cite } from './sources'

const GROUPS = ['sign', 'later', 'question', 'harmless'] as const

export interface MomentSign {
  segment: string
  /** `later`: a sign only in hindsight. `question` and `harmless` were flagged, and are no signs. */
  group: (typeof GROUPS)[number]
  /** The quotation itself if it has no name. */
  label: string
  quote: string
  why?: string | undefined
  cites: string[]
  /** Who flagged it. */
  flagged: string | null
}

interface Props {
  signs: MomentSign[]
  numbers: Map<string, number>
}

/** The signs of a moment, where they stood, and what was flagged there besides. */
export function MomentSigns({ signs, numbers }: Props) {
  const t = useTranslations('debrief.signsHere')
  return GROUPS.map((group) => {
    const own = signs.filter((sign) => sign.group === group)
    return (
      own.length > 0 && (
        <div key={group}>
          <h4 className="text-small font-semibold text-ink-2">{t(group, { count: own.length })}</h4>
          <ul className="mt-1.5 space-y-2.5 print:mt-0.5 print:space-y-1">
            {own.map((sign) => (
              <Sign key={sign.segment} sign={sign} numbers={numbers} />
            ))}
          </ul>
        </div>
      )
    )
  })
}

function Sign({ sign: { group, label, quote, why, cites, flagged }, numbers }: { sign: MomentSign } & Pick<Props, 'numbers'>) {
  const isSign = group === 'sign' || group === 'later'
  return (
    <li className={`break-inside-avoid border-s-3 ps-3 ${group === 'sign' ? 'border-signal-line' : 'border-line-2'}`}>
      <p>
        {isSign ? (
          <mark className="segment text-inherit" data-flagged="">
            <Quote>{quote}</Quote>
          </mark>
        ) : (
          <Quote>{quote}</Quote>
        )}
      </p>
      <p className="text-note text-ink-2 empty:hidden">
        {isSign && label !== quote && (
          <b className="font-semibold text-ink">
            <Words cited>{label}</Words>.{' '}
          </b>
        )}
        <Words>{why}</Words>
        <Cite ids={cites} numbers={numbers} />
      </p>
      {flagged && (
        <p className="flex items-center gap-1.5 text-small text-ink-2">
          <Flag className="icon text-ink-3" aria-hidden="true" />
          {flagged}
        </p>
      )}
    </li>
  )
}
