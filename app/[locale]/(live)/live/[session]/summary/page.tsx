import { PageShell } from '@/app/[locale]/page-shell'
import { PrintButton } from '@/components/debrief/print-button'
import { Summary } from '@/components/live/summary/summary'
import { Texts } from '@/components/ui/texts'
import { Submit } from '@/components/ui/field'
import { config } from '@/server/platform/config'
import { summaryOf } from '@/server/live/summary'
import { isFacilitator } from '@/server/live/stored-rooms'
import { languageOf, messagesOf, translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { ownFacilitators } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { RenameForm } from '../../rename-form'
import { ToCockpit } from '../../to-cockpit'

type Props = PageProps<'/[locale]/live/[session]/summary'>

export const generateMetadata = titled('liveSummary', (t) => t('title'))

export default async function Page({ params }: Props) {
  const { locale, session } = await params
  const summary = (await isFacilitator(session, await ownFacilitators())) ? await summaryOf(session) : null
  if (!summary) return gone(locale)
  const t = translator(locale, 'liveSummary')
  const { play, liveSummary, liveFlags, liveReporting } = messagesOf(locale)
  const here = `/${locale}/live/${session}`
  return (
    <PageShell
      locale={locale}
      crumbs={[
        { label: translator(locale, 'live')('title'), href: `/${locale}/live` },
        { label: summary.name || summary.title, href: `${here}/cockpit` },
        { label: t('title') },
      ]}
      actions={
        <>
          <ToCockpit locale={locale} here={here} />
          <PrintButton label={translator(locale, 'ui')('print')} />
        </>
      }
    >
      <Texts locale={languageOf(locale)} messages={{ play, liveSummary, liveFlags, liveReporting }}>
        <Summary summary={summary}>
          <p className="mt-4 flex gap-3 noprint">
            {(['csv', 'json'] as const).map((as) => (
              <a key={as} className="btn btn-quiet" href={`${here}/summary/${as}`}>
                {t(as)}
              </a>
            ))}
          </p>
        </Summary>
      </Texts>
      <section aria-label={translator(locale, 'live')('rename.label')} className="mx-auto max-w-broad px-4 pb-8 noprint">
        <div className="card p-5">
          <RenameForm locale={locale} here={here} name={summary.name} title={summary.title} from="summary" />
        </div>
      </section>
      <section id="delete" aria-labelledby="delete-h" className="mx-auto max-w-broad px-4 pb-14 noprint">
        <div className="card p-5">
          <h2 id="delete-h" className="font-semibold">
            {t('delete')}
          </h2>
          <p className="mt-1 leading-relaxed text-ink-2">
            {t('reopen')} {t('deleteText', { days: config().LIVE_KEEP_DAYS })}
          </p>
          <form method="post" action={`${here}/delete`} className="mt-4 flex flex-wrap items-center gap-4">
            <label className="flex items-center gap-2">
              <input type="checkbox" name="confirm" value="yes" required className="size-5 accent-accent" />
              {t('deleteConfirm')}
            </label>
            <Submit look="btn-quiet">{t('deleteDo')}</Submit>
          </form>
        </div>
      </section>
    </PageShell>
  )
}
