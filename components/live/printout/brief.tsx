import { useTranslations } from 'use-intl'
import type { Brief } from '@/scenarios/engine/live/brief'
import { quoted } from '../../ui/quote'

interface Props extends Brief {
  variant: 'hostile' | 'genuine'
  you: string
  /** What it was, in the scenario's own words; may be empty. */
  line: string
}

/** What a facilitator has to know of a scenario before anything else. */
export function BriefPart({ variant, you, plot, line, turn, signs, endings, questions }: Props) {
  const t = useTranslations('liveBrief')
  const outcomes = useTranslations('liveOutcome')
  return (
    <div className="mt-4 grid gap-x-8 gap-y-4 text-note leading-snug sm:grid-cols-2 print:grid-cols-2">
      <Section title={t('plot')} wide>
        {you && <p>{you}</p>}
        {plot && <p className="mt-1">{plot}</p>}
        {line && <p className="mt-1">{line}</p>}
      </Section>
      <Section title={t('turn')} wide>
        <p>{turn ? t('turnAt', { ...turn, title: quoted(turn.title) }) : t('noTurn')}</p>
        {turn?.words && <p className="mt-1 border-s-2 border-control ps-2.5 italic">{turn.words}</p>}
      </Section>
      <Section title={t('signs', { variant })}>
        <ul className="list-disc space-y-0.5 ps-5">
          {signs.map(({ label, title }) => (
            <li key={label}>
              {label} <span className="text-ink-2">({title})</span>
            </li>
          ))}
          {signs.length === 0 && <li>{t('noSigns')}</li>}
        </ul>
      </Section>
      <Section title={t('questions')}>
        <ul className="list-disc space-y-0.5 ps-5">
          {questions.map(({ ask, title }) => (
            <li key={title}>
              {ask} <span className="text-ink-2">({title})</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('endings')} wide>
        <dl className="space-y-0.5">
          {endings.map(({ outcome, named, title, gist }) => (
            <div key={outcome}>
              <dt className="inline font-medium">{named ? `${outcomes(outcome)} (${title})` : title}:</dt>{' '}
              {gist && <dd className="inline text-ink-2">{gist}</dd>}
            </div>
          ))}
        </dl>
      </Section>
    </div>
  )
}

const Section = ({ title, wide = false, children }: { title: string; wide?: boolean; children: React.ReactNode }) => (
  <section className={`break-inside-avoid border-t border-ink pt-1.5 ${wide ? 'sm:col-span-2 print:col-span-2' : ''}`}>
    <h2 className="mb-0.5 font-semibold">{title}</h2>
    {children}
  </section>
)
