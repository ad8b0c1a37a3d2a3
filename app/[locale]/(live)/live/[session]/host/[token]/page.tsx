import type { Metadata } from 'next'
import { PageTitle } from '@/components/ui/page-title'
import { QrCode } from '@/components/ui/qr-code'
import { currentPerson } from '@/server/nextjs/current-person'
import { mayLead } from '@/server/live/facilitators'
import { isHost, isHostLink, readRoom } from '@/server/live/rooms'
import { translator } from '@/server/platform/locales'
import { qrOf } from '@/server/platform/qr'
import { gone } from '@/server/nextjs/responses'
import { ownHosts, ownOrigin } from '@/server/nextjs/session'
import { PageShell } from '../../../../../page-shell'

type Props = PageProps<'/[locale]/live/[session]/host/[token]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'live')('host.title') }
}

/** The host link: kept by the facilitator, to be accepted on another device. */
export default async function Page({ params }: Props) {
  const { locale, session, token } = await params
  const room = await readRoom(session)
  if (!room || !(await isHostLink(session, token))) return gone(locale)
  const t = translator(locale, 'live')
  const here = `/${locale}/live/${session}`
  const url = `${await ownOrigin()}${here}/host/${token}`
  const known = await isHost(session, await ownHosts())
  const person = known ? null : await currentPerson()
  const lacksRole = person !== null && !(await mayLead(person.id))
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title'), href: `/${locale}/live` }, { label: room.title }]}>
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle lead={t(known ? 'host.keep' : 'host.acceptText', { title: room.title })}>
          {t(known ? 'host.ready' : 'host.accept')}
        </PageTitle>
        {known ? (
          <>
            <p className="card mt-5 select-all p-4 font-mono text-note wrap-anywhere">{url}</p>
            <p className="mt-3 leading-relaxed text-ink-2">{t('host.secret')}</p>
            <div className="mt-6 flex flex-wrap gap-3">
              <a className="btn btn-primary" href={`${here}/cockpit`}>
                {t('host.toCockpit')}
              </a>
              <a className="btn btn-quiet" href={`${here}/run-sheet`}>
                {t('host.toRunSheet')}
              </a>
            </div>
            <details className="mt-8">
              <summary className="link w-fit">{t('host.qr')}</summary>
              <QrCode qr={qrOf(url)} label={t('host.qrLabel')} className="mt-4 w-56" />
            </details>
          </>
        ) : lacksRole ? (
          <p className="card mt-5 p-5 leading-relaxed">{t('host.needsRole')}</p>
        ) : (
          <form method="post" action={`${here}/host/${token}/accept`} className="mt-6">
            <button type="submit" className="btn btn-primary">
              {t('host.acceptDo')}
            </button>
          </form>
        )}
      </main>
    </PageShell>
  )
}
