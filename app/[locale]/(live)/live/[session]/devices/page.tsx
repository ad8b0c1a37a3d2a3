import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { Notice, Submit } from '@/components/ui/field'
import { devicesOf, type FacilitatorDevice } from '@/server/live/devices'
import { nameOf } from '@/server/live/stored-rooms'
import { facilitatedRoom } from '@/server/nextjs/live-pages'
import { gone } from '@/server/nextjs/responses'
import { ownFacilitators } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { languageOf, translator } from '@/server/platform/locales'
import { PageShell } from '../../../../page-shell'
import { ToCockpit } from '../../to-cockpit'

type Props = PageProps<'/[locale]/live/[session]/devices'>
const NOTES = ['ended', 'unknown', 'own', 'opener'] as const

export const generateMetadata = titled('liveDevices', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, session } = await params
  const room = await facilitatedRoom(session)
  if (!room) return gone(locale)
  const { note } = await searchParams
  const said = NOTES.find((one) => one === note)
  const t = translator(locale, 'liveDevices')
  const here = `/${locale}/live/${session}`
  const devices = await devicesOf(session, await ownFacilitators())
  return (
    <PageShell
      locale={locale}
      crumbs={[
        { label: translator(locale, 'live')('title'), href: `/${locale}/live` },
        { label: nameOf(room.row), href: `${here}/cockpit` },
        { label: t('title') },
      ]}
      actions={<ToCockpit locale={locale} here={here} />}
    >
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
        {said && <Notice tone="problem">{t(`note.${said}`)}</Notice>}
        <ul className="card mt-6 divide-y divide-line">
          {devices.map((one) => (
            <Device key={one.handle} locale={locale} here={here} one={one} />
          ))}
        </ul>
        <Section name="all" title={t('all')} className="mt-10" look="font-semibold">
          <p className="mt-1 leading-relaxed text-ink-2">{t('allText')}</p>
          <form method="post" action={`${here}/facilitator`} className="mt-4">
            <Submit look="btn-quiet">{t('allDo')}</Submit>
          </form>
        </Section>
      </main>
    </PageShell>
  )
}

function Device({
  locale,
  here,
  one: { handle, name, device, since, seen, own, opened },
}: {
  locale: string
  here: string
  one: FacilitatorDevice
}) {
  const t = translator(locale, 'liveDevices')
  const time = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  const at = (when: number) => t('at', { when: time.format(when) })
  const called = name || t(`device.${device || 'unknown'}`)
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 p-4">
      <div className="min-w-0 grow">
        <p className="font-medium wrap-anywhere">
          {called}
          {own && <span className="chip ms-2 bg-accent-soft">{t('own')}</span>}
          {opened && <span className="chip ms-2 bg-accent-soft">{t('opened')}</span>}
        </p>
        <p className="text-small text-ink-2">
          {name && device && `${t(`device.${device}`)} · `}
          {t('since', { when: at(since) })} · {t('seen', { when: at(seen) })}
        </p>
      </div>
      {!own && !opened && (
        <form method="post" action={`${here}/devices/end`}>
          <input type="hidden" name="handle" value={handle} />
          <button type="submit" className="btn btn-quiet">
            {t('end')}
            <span className="sr-only">{called}</span>
          </button>
        </form>
      )}
    </li>
  )
}
