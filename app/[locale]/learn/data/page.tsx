import type { Metadata } from 'next'
import { Notice } from '@/components/ui/field'
import { currentPerson } from '@/server/accounts/current'
import { currentLearner } from '@/server/session'
import { translator } from '@/server/locales'
import { PageShell } from '../../page-shell'

type Props = PageProps<'/[locale]/learn/data'>
const ITEMS = ['id', 'account', 'journal', 'course', 'organisation', 'notHelp'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'data')('title') }
}

/** What is recorded, and the learner's rights over it. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note } = await searchParams
  const t = translator(locale, 'data')
  const here = `/${locale}/learn/data`
  return (
    <PageShell locale={locale} crumbs={[{ label: translator(locale, 'learn')('title'), href: `/${locale}/learn` }, { label: t('title') }]}>
      <main id="main" className="mx-auto max-w-[46rem] px-4 pb-16 pt-8 lg:pt-12">
        <h1 className="text-[1.75rem] font-semibold tracking-[-.018em] sm:text-[2.25rem]">{t('title')}</h1>
        <p className="mt-2 text-[1.0625rem] leading-[1.6] text-ink-2">{t('lead')}</p>
        <section aria-labelledby="recorded-h" className="mt-8">
          <h2 id="recorded-h" className="text-[1.25rem] font-semibold">{t('recorded')}</h2>
          <ul className="mt-2 list-disc space-y-1.5 ps-5 leading-[1.6]">{ITEMS.map((item) => <li key={item}>{t(`recordedItems.${item}`)}</li>)}</ul>
        </section>
        <p className="mt-4"><a className="link" href={`/${locale}/privacy`}>{t('policy')}</a></p>
        {!(await currentLearner()) ? <p className="card mt-8 p-5">{t('none')}</p> : (
          <div className="mt-8 space-y-4">
            <section aria-labelledby="export-h" className="card p-5">
              <h2 id="export-h" className="font-semibold">{t('export')}</h2>
              <p className="mt-1 leading-[1.6] text-ink-2">{t('exportText')}</p>
              <p className="mt-4"><a className="btn btn-quiet" href={`${here}/export`} download>{t('exportDo')}</a></p>
            </section>
            {!(await currentPerson()) && <Act id="link" title={t('link')} text={t('linkText')} action={`${here}/link`} label={t('linkMake')} />}
            {!(await currentPerson()) && <Act id="forget" title={t('forget')} text={t('forgetText')} action={`${here}/forget`} label={t('forgetDo')} />}
            {note === 'lastAdministrator' && <Notice tone="problem">{t('lastAdministrator')}</Notice>}
            <Act id="erase" title={t('erase')} text={t('eraseText')} action={`${here}/erase`} label={t('eraseDo')} confirm={t('eraseConfirm')} />
          </div>
        )}
      </main>
    </PageShell>
  )
}

function Act({ id, title, text, action, label, confirm }: { id: string; title: string; text: string; action: string; label: string; confirm?: string }) {
  return (
    <section id={id} aria-labelledby={`${id}-h`} className="card scroll-mt-6 p-5">
      <h2 id={`${id}-h`} className="font-semibold">{title}</h2>
      <p className="mt-1 leading-[1.6] text-ink-2">{text}</p>
      <form method="post" action={action} className="mt-4 flex flex-wrap items-center gap-4">
        {confirm && <label className="flex items-center gap-2"><input type="checkbox" name="confirm" value="yes" required className="size-5 accent-accent" />{confirm}</label>}
        <button type="submit" className="btn btn-quiet">{label}</button>
      </form>
    </section>
  )
}
