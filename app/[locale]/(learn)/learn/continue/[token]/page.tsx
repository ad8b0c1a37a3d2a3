import { Submit, TextField } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { enrolmentsOf } from '@/server/enrolment/enrolment'
import { openLink, recordOf } from '@/server/learning/learners'
import { translator } from '@/server/platform/locales'
import { currentLearner } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../../../page-shell'

type Props = PageProps<'/[locale]/learn/continue/[token]'>

export const generateMetadata = titled('continue', (t) => t('title'))

/** A preview that merely opens this page does not use up the link. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, token } = await params
  const { note } = await searchParams
  const t = translator(locale, 'continue')
  const link = await openLink(token)
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title') }]}>
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle size="narrow">{t(link ? 'title' : 'expired')}</PageTitle>
        {!link ? (
          <p className="mt-2 leading-relaxed">{t('expiredText')}</p>
        ) : (
          <>
            <Along locale={locale} learner={link.learner} />
            <p className="mt-4 font-medium leading-relaxed">{t('seen')}</p>
            {(await currentLearner()) && <p className="mt-2 leading-relaxed">{t('replaces')}</p>}
            <form method="post" action={`/${locale}/learn/continue/${token}/accept`} className="mt-6 grid max-w-md gap-4">
              <TextField
                name="code"
                label={t('code')}
                hint={t('codeHint')}
                error={note === 'code' ? t('codeWrong') : undefined}
                inputMode="numeric"
                autoComplete="off"
                required
                maxLength={10}
              />
              <Submit look="btn-primary justify-self-start">{t('accept')}</Submit>
              <p className="text-ink-2">{t('shared')}</p>
            </form>
          </>
        )}
      </main>
    </PageShell>
  )
}

/** Says whose record it would be: an empty one that is a minute old is probably not the person's own. */
async function Along({ locale, learner }: { locale: string; learner: string }) {
  const t = translator(locale, 'continue')
  const [{ attempts, since }, enrolments] = await Promise.all([recordOf(learner), enrolmentsOf(learner)])
  return (
    <>
      <p className="mt-2 leading-relaxed">{t('text')}</p>
      <ul className="mt-2 list-disc space-y-1 ps-5 leading-relaxed">
        <li>{t('attempts', { count: attempts })}</li>
        {enrolments.map(({ row, course: { title } }) => (
          <li key={row.id}>{t('course', { title })}</li>
        ))}
        <li>{t('since', { when: since })}</li>
      </ul>
    </>
  )
}
