import { CopyButton } from '@/components/ui/copy-button'
import { QrCode } from '@/components/ui/qr-code'
import { Section } from '@/components/ui/section'
import { translator } from '@/server/platform/locales'
import { qrOf } from '@/server/platform/qr'

export function LinkPart({ locale, action, url }: { locale: string; action: string; url: string | null }) {
  const t = translator(locale, 'courseEditor')
  return (
    <Section id="link" title={t('cohort.link')} className="mt-10 max-w-column scroll-mt-6">
      <p className="mt-1 leading-relaxed text-ink-2">{t('cohort.linkText')}</p>
      {url !== null && (
        <>
          <p className="card mt-4 select-all p-4 font-mono text-note wrap-anywhere">
            <span className="sr-only">{t('cohort.address')}: </span>
            {url}
          </p>
          <div className="mt-3 flex flex-wrap gap-3">
            <CopyButton text={url} label={t('cohort.copy')} done={t('cohort.copied')} failed={t('cohort.copyFailed')} />
          </div>
          <details className="mt-3">
            <summary className="link inline-flex min-h-11 w-fit items-center">{t('cohort.qr')}</summary>
            <QrCode qr={qrOf(url)} label={t('cohort.qrLabel')} className="mt-2 w-56" />
          </details>
        </>
      )}
      <form method="post" action={action} className="mt-3 flex flex-wrap items-center gap-3">
        <button type="submit" name="do" value="make" className="btn btn-quiet">
          {t(url === null ? 'cohort.linkMake' : 'cohort.linkNew')}
        </button>
        {url !== null && (
          <button type="submit" name="do" value="withdraw" className="btn btn-ghost">
            {t('cohort.linkWithdraw')}
          </button>
        )}
        {url !== null && <span className="text-note text-ink-2">{t('cohort.linkNewText')}</span>}
      </form>
    </Section>
  )
}
