import { Section } from '@/components/ui/section'
import { type Foreign, langOf } from '@/scenarios/engine/play/language'
import type { Pattern, Source } from '@/scenarios/library/evidence'
import { type LibraryScenario, evidenceIn, libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { spoken } from '../../foreign-note'

/** Those that a scenario trains, and those to come. */
export async function patternGroups(locale: string) {
  const library = await libraryIn(locale)
  const all = Object.entries((await evidenceIn(locale)).patterns).map(([id, pattern]) => ({
    id: `pattern-${id}`,
    pattern,
    scenario: library.scenario(id),
  }))
  return [
    { name: 'trained', patterns: all.filter(({ scenario }) => scenario) },
    { name: 'coming', patterns: all.filter(({ scenario }) => !scenario) },
  ] as const
}

export async function Patterns({ locale, foreign }: { locale: string; foreign: Foreign | null }) {
  const t = translator(locale, 'sources')
  const { sourceOf } = await evidenceIn(locale)
  const groups = await patternGroups(locale)
  const trained = groups[0].patterns
  const count = { trained: trained.length, all: groups.flatMap(({ patterns }) => patterns).length }
  return (
    <Section name="patterns" title={t('patterns')} className="mt-12">
      <p className="mt-1 text-ink-2">{t('count', count)}</p>
      {groups.map(({ name, patterns }) => (
        <section key={name} aria-labelledby={`${name}-h`} className="mt-6">
          <h3 id={`${name}-h`} className="scroll-mt-6 text-h3">
            {t(name)}
          </h3>
          <ul className="mt-3 gap-4 md:columns-2">
            {patterns.map(({ id, pattern, scenario }) => (
              <PatternCard
                key={pattern.label}
                {...{ locale, id, pattern, scenario, foreign }}
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
  /** Of its heading. */
  id: string
  pattern: Pattern
  scenario: LibraryScenario | undefined
  passages: readonly Source[]
  foreign: Foreign | null
}

function PatternCard({ locale, id, pattern: { label, what }, scenario, passages, foreign }: Props) {
  const t = translator(locale, 'sources')
  const note = translator(locale, 'debrief')
  return (
    <li className="card mb-4 break-inside-avoid p-5">
      <h4 id={id} className="scroll-mt-10 font-semibold" lang={langOf(foreign, label)}>
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
      <details className="mt-2 break-inside-avoid">
        <summary className="link inline-flex min-h-6 items-center text-note noprint">{t('quotes', { count: passages.length })}</summary>
        <ul className="mt-2 space-y-3 border-s-4 border-line-2 ps-3 text-note leading-normal">
          {passages.map(({ id, text, note: own }) => (
            <li key={id}>
              <q lang={langOf(foreign, text)}>{text}</q> <span className="text-fine whitespace-nowrap text-ink-3">{id}</span>
              {own && <p className="mt-0.5 text-ink-2">{note('editorNote', { note: own })}</p>}
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}
