import { spansOf } from '@/server/courses/terms'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { translator } from '@/server/platform/locales'
import { contacts, organisation } from '@/server/organisation/organisation'
import { KIND_NAMES, keptDays } from '@/server/privacy/processing'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../page-shell'

type Props = PageProps<'/[locale]/privacy'>
const PRINCIPLES = ['private', 'first', 'help', 'outside', 'person'] as const
const ASPECTS = ['what', 'why', 'who', 'keep'] as const

export const generateMetadata = titled('privacy', (t) => t('title'))

export default async function Page({ params }: Props) {
  const { locale } = await params
  const t = translator(locale, 'privacy')
  const { name, support } = await organisation()
  const kept = spansOf(locale, await keptDays())
  const [contact] = await contacts()
  const whom = [support.name, support.email, support.phone].filter(Boolean).join(', ') || contact?.email || contact?.name
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title') }]}>
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 leading-relaxed lg:pt-12">
        <PageTitle lead={t('lead', { name: name || t('noName') })}>{t('title')}</PageTitle>
        <h2 className="mt-8 text-h2">{t('principles.title')}</h2>
        <ul className="mt-2 list-disc space-y-1.5 ps-5">
          {PRINCIPLES.map((p) => (
            <li key={p}>{t(`principles.${p}`)}</li>
          ))}
        </ul>
        {KIND_NAMES.map((kind) => (
          <section key={kind} aria-labelledby={`${kind}-h`} className="mt-8">
            <h2 id={`${kind}-h`} className="text-h3">
              {t(`kinds.${kind}.title`)}
            </h2>
            <dl className="mt-2 grid gap-x-4 gap-y-1.5 sm:grid-cols-[8rem_1fr]">
              {ASPECTS.map((aspect) => (
                <div key={aspect} className="contents">
                  <dt className="text-note text-ink-2">{t(aspect)}</dt>
                  <dd>{t(`kinds.${kind}.${aspect}`, kept)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Section name="rights" title={t('rights.title')} className="mt-10">
          <p className="mt-2">
            {t('rights.text')}{' '}
            <a className="link" href={`/${locale}/learn/data`}>
              {t('rights.link')}
            </a>
          </p>
          <p className="mt-2">{t('rights.left')}</p>
          {whom && (
            <p className="mt-2">
              {t('rights.more')} {whom}
            </p>
          )}
          <p className="mt-2">{t('rights.authority')}</p>
        </Section>
      </main>
    </PageShell>
  )
}
