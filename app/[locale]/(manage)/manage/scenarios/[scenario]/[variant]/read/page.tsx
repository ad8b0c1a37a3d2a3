import type { Metadata } from 'next'
import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { evidenceIn } from '@/server/library/library'
import { type SignedScenario, shortVersion, signedScenario } from '@/server/library/sign-offs'
import { wholeScenario } from '@/server/learning/whole'
import { translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { ManageShell } from '../../../../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { Prose, Scene, Why } from './scene'

type Props = PageProps<'/[locale]/manage/scenarios/[scenario]/[variant]/read'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, scenario, variant } = await params
  const signed = await signedScenario(scenario, variant, locale)
  return { title: signed ? titleOf(locale, signed) : translator(locale, 'organisation')('signOff.read') }
}
function titleOf(locale: string, { scenario, variant }: SignedScenario): string {
  const t = translator(locale, 'organisation')
  return t('read.title', { title: scenario.title, version: t(`signOff.variant.${variant}`) })
}

/** What an expert signs: one variant of a scenario from its first text to its last, with its key and its sources. */
export default async function Page({ params }: Props) {
  const { locale, scenario: id, variant } = await params
  const form = `/${locale}/manage/scenarios/${id}/${variant}`
  const person = await permitted(locale, `${form}/read`, ...SECTIONS.scenarios)
  const signed = await signedScenario(id, variant, locale)
  if (!signed) return gone(locale)
  const t = translator(locale, 'organisation')
  const { summary, you, variants } = signed.scenario
  const whole = await wholeScenario(variants[signed.variant]!)
  const other = signed.variant === 'hostile' ? 'genuine' : 'hostile'
  return (
    <ManageShell
      locale={locale}
      person={person}
      section="scenarios"
      crumbs={[{ label: t('signOff.sign'), href: form }, { label: t('signOff.read') }]}
    >
      <div className="max-w-column">
        <PageTitle lead={`${t('read.lead')} ${t('read.version', { hash: shortVersion(signed.version) })}`}>
          {titleOf(locale, signed)}
        </PageTitle>
        {variants[other] && (
          <p className="mt-3 noprint">
            <a className="link" href={`/${locale}/manage/scenarios/${id}/${other}/read`}>
              {t('read.other', { version: t(`signOff.variant.${other}`) })}
            </a>
          </p>
        )}
        <p className="mt-6 leading-relaxed">{summary}</p>
        <p className="mt-2 leading-relaxed">{you}</p>
        <ul className="mt-2 list-disc ps-5 leading-relaxed">
          {Object.values(whole.cast).map(({ name, title, organisation }) => (
            <li key={name}>{[name, title, organisation].filter(Boolean).join(', ')}</li>
          ))}
        </ul>
        {whole.scenes.map((scene, i) => (
          <Scene key={scene.id} locale={locale} scene={scene} n={i + 1} />
        ))}
        <Part title={t('read.endings')}>
          {whole.endings.map(({ outcome, title, text }) => (
            <div key={outcome} className="mt-4">
              <h3 className="font-semibold">
                {title} <span className="font-normal text-ink-2">{translator(locale, 'debrief')(`outcome.${outcome}`)}</span>
              </h3>
              <Prose locale={locale} passages={text} />
            </div>
          ))}
        </Part>
        <Part title={t('read.verdict')}>
          <Prose locale={locale} passages={whole.verdict.text} />
          <Why text="" cites={whole.verdict.cites} />
        </Part>
        <Part title={t('read.keep')}>
          <p className="mt-1 leading-relaxed">{whole.keep.rule}</p>
          <ul className="mt-2 list-disc ps-5 leading-relaxed">
            {whole.keep.signs.map((sign) => (
              <li key={sign}>{sign}</li>
            ))}
          </ul>
        </Part>
        <Part title={t('read.facilitator')}>
          {whole.notes.map((note) => (
            <p key={note} className="mt-1 leading-relaxed">
              {note}
            </p>
          ))}
        </Part>
        <Part title={t('read.sources')}>
          <Sources locale={locale} ids={whole.cites} />
        </Part>
        <p className="mt-10 noprint">
          <a className="btn btn-primary" href={form}>
            {t('signOff.sign')}
          </a>
        </p>
      </div>
    </ManageShell>
  )
}

const Part = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section className="mt-12 border-t border-line pt-6">
    <h2 className="text-h2">{title}</h2>
    {children}
  </section>
)

async function Sources({ locale, ids }: { locale: string; ids: readonly string[] }) {
  const { sourceOf } = await evidenceIn(locale)
  return ids
    .flatMap((id) => sourceOf(id) ?? [])
    .map(({ id, text, note, urls }) => (
      <div key={id} id={`source-${id}`} className="mt-4 scroll-mt-6 text-note leading-normal">
        <p>
          <b className="font-semibold">{id}</b> {text}
        </p>
        {note && <p className="mt-0.5 text-ink-2">{translator(locale, 'debrief')('editorNote', { note })}</p>}
        {urls.map((url) => (
          <p key={url} className="mt-0.5">
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer external"
              className="link inline-flex min-h-6 items-center wrap-anywhere"
            >
              {url}
            </a>
          </p>
        ))}
      </div>
    ))
}
