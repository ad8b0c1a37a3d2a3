import { Section } from '@/components/ui/section'
import { type Foreign, langOf } from '@/scenarios/engine/play/language'
import type { Pattern, Source } from '@/scenarios/library/evidence'
import { type LibraryScenario, evidenceIn, libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { spoken } from '../../foreign-note'

export async function Patterns({ locale, foreign }: { locale: string; foreign: Foreign | null }) {
  const t = translator(locale, 'sources')
  const { patterns, sourceOf } = await evidenceIn(locale)
  const library = await libraryIn(locale)
  const all = Object.entries(patterns).map(([id, pattern]) => ({ pattern, scenario: library.scenario(id) }))
  const trained = all.filter(({ scenario }) => scenario)
  const groups = [
    ['trained', trained],
    ['coming', all.filter(({ scenario }) => !scenario)],
  ] as const
  return (
    <Section name="patterns" title={t('patterns')} className="mt-12">
      <p className="mt-1 text-ink-2">{t('count', { trained: trained.length, all: all.length })}</p>
      {groups.map(([name, some]) => (
        <section key={name} aria-labelledby={`${name}-h`} className="mt-6">
          <h3 id={`${name}-h`} className="text-h3">
            {t(name)}
          </h3>
          <ul className="mt-3 gap-4 md:columns-2">
            {some.map(({ pattern, scenario }) => (
              <PatternCard
                key={pattern.label}
                {...{ locale, pattern, scenario, foreign }}
                passages={pattern.cites.flatMap((id) => sourceOf(id) ?? [])}
              />
            ))}
          </ul>
        </section>
      ))}
    </Section>
  )
}

interface Props {
  locale: string
  pattern: Pattern
  scenario: LibraryScenario | undefined
  passages: readonly Source[]
  foreign: Foreign | null
}

function PatternCard({ locale, pattern: { label, what }, scenario, passages, foreign }: Props) {
  const t = translator(locale, 'sources')
  const note = translator(locale, 'debrief')
  return (
    <li className="card mb-4 break-inside-avoid p-5">
      <h4 className="font-semibold" lang={langOf(foreign, label)}>
        {label}
      </h4>
      <p className="mt-1 leading-relaxed text-ink-2" lang={langOf(foreign, what)}>
        {what}
      </p>
      {scenario && (
        <p className="mt-1.5">
          {t('scenario')}{' '}
          <a className="link" href={`/${locale}/learn/${scenario.id}`} lang={spoken(locale, scenario.language).lang(scenario.title)}>
            {scenario.title}
          </a>
        </p>
      )}
      <ul aria-label={note('assessmentSays')} className="mt-3 space-y-3 border-s-4 border-line-2 ps-3 text-note leading-normal">
        {passages.map(({ id, text, note: own }) => (
          <li key={id}>
            <q lang={langOf(foreign, text)}>{text}</q> <span className="text-fine whitespace-nowrap text-ink-3">{id}</span>
            {own && <p className="mt-0.5 text-ink-2">{note('editorNote', { note: own })}</p>}
          </li>
        ))}
      </ul>
    </li>
  )
}
