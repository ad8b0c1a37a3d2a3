import { ChevronDown, MapPin } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ChoiceView, Moment as View } from '@/scenarios/engine/debrief/moment'
import { Words } from '../ui/words'
import { type MomentSign, MomentSigns } from './moment-signs'
import { Cite } from './sources'

/** How sound a choice was, where a room made it. */
type Choice = ChoiceView & { worth?: View['quality'] }
export interface Told extends Pick<View, 'scene' | 'when' | 'title' | 'reply' | 'harm' | 'better'> {
  act: Choice
  sent: Choice[]
}

interface Props {
  moment: Told
  /** How it came out. */
  mark: React.ReactNode
  /** What else came of it. */
  note?: React.ReactNode
  numbers: Map<string, number>
  signs: MomentSign[]
  open: boolean
  /** It is the moment that mattered, which says so. */
  mattered: boolean
  /** What stands before the reasons. */
  lead?: React.ReactNode
  children?: React.ReactNode
  /** What stands below it all. */
  last?: React.ReactNode
}

/** A moment, folded to its name, what was chosen and how it came out, so that the list of moments is the story of the play. */
export function Moment({ moment, mark, note, numbers, signs, open, mattered, lead, children, last }: Props) {
  const { scene, act, sent, reply, harm, better } = moment
  const t = useTranslations('debrief')
  return (
    <details open={open} className="card group px-4 sm:px-6 print:px-3">
      <Summary moment={moment} mark={mark} note={note} mattered={mattered} />
      <div
        id={`moment-${scene}`}
        className={`grid gap-x-12 gap-y-3 border-t border-line pb-5 pt-4 leading-normal print:gap-y-1 print:py-1.5 ${signs.length > 0 ? 'lg:grid-cols-2' : ''}`}
      >
        <div className="max-w-prose space-y-3 print:space-y-1">
          {lead}
          {act.why && (
            <p className="text-ink-2">
              <Words>{act.why}</Words>
              <Cite ids={act.cites} numbers={numbers} />
            </p>
          )}
          {sent.length > 0 && <Sent sent={sent} reply={reply} numbers={numbers} />}
          {harm && <p className="text-note font-medium">{t(`harm.${harm}`)}</p>}
          {better.length > 0 && <Better better={better} />}
          {children}
        </div>
        {signs.length > 0 && (
          <div className="max-w-prose space-y-3 print:space-y-1">
            <MomentSigns signs={signs} numbers={numbers} />
          </div>
        )}
        {last}
      </div>
    </details>
  )
}

function Summary({ moment: { scene, when, title, act }, mark, note, mattered }: Pick<Props, 'moment' | 'mark' | 'note' | 'mattered'>) {
  const t = useTranslations('debrief.moment')
  return (
    <summary className="-mx-3 block rounded-lg px-3 py-3 leading-snug print:py-1">
      <div className="flex items-center justify-between gap-x-3">
        <p className="min-w-0 text-fine text-ink-3">
          <Words>{when}</Words>
        </p>
        <span className="flex shrink-0 items-center gap-x-2">
          {mark}
          <ChevronDown className="icon text-accent group-open:rotate-180 noprint" aria-hidden="true" />
        </span>
      </div>
      <h3 id={`moment-h-${scene}`} className="font-semibold">
        <Words>{title}</Words>
      </h3>
      <p className="mt-0.5 max-w-prose text-note text-ink-2">
        <Words>{act.text}</Words>
      </p>
      {(mattered || note) && (
        <p className="mt-1 flex flex-wrap items-center gap-x-3 text-small text-ink-2">
          {mattered && (
            <span className="flex items-center gap-1.5 font-semibold text-accent">
              <MapPin className="icon" aria-hidden="true" />
              {t('title')}
            </span>
          )}
          {note}
        </p>
      )}
    </summary>
  )
}

function Sent({ sent, reply, numbers }: Pick<Told, 'sent' | 'reply'> & Pick<Props, 'numbers'>) {
  const t = useTranslations('debrief')
  return (
    <div className="border-s-4 border-accent-line ps-4">
      <h4 className="text-small font-semibold text-ink-2">{t(reply ? 'reply' : 'form')}</h4>
      <ul className="mt-0.5 space-y-1.5 print:space-y-0">
        {sent.map(({ ask, text, why, cites, worth }) => (
          <li key={ask}>
            {!reply && (
              <span className="text-ink-3">
                <Words>{ask}</Words>:{' '}
              </span>
            )}
            <Words>{text}</Words>
            {worth && <span className="text-small font-medium text-ink-2"> ({t(`worth.${worth}`)})</span>}
            {why && (
              <span className="block text-note text-ink-2">
                <Words>{why}</Words>
                <Cite ids={cites} numbers={numbers} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Better({ better }: { better: string[] }) {
  const t = useTranslations('debrief')
  return (
    <div className="break-inside-avoid border-s-4 border-line-2 ps-4">
      <h4 className="text-small font-semibold text-ink-2">{t('worked')}</h4>
      {better.map((text) => (
        <p key={text}>
          <Words>{text}</Words>
        </p>
      ))}
    </div>
  )
}
