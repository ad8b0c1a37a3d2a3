import { PageShell } from '@/app/[locale]/page-shell'
import { PrintButton } from '@/components/debrief/print-button'
import type { LiveRoom } from '@/server/live/live-room'
import { nameOf } from '@/server/live/stored-rooms'
import { translator } from '@/server/platform/locales'

export function PrintoutShell({
  locale,
  room,
  part,
  children,
}: {
  locale: string
  room: LiveRoom
  part?: 'slides' | 'handouts'
  children: React.ReactNode
}) {
  const t = translator(locale, 'livePrintout')
  const here = `/${locale}/live/${room.id}`
  return (
    <PageShell
      locale={locale}
      crumbs={[
        { label: translator(locale, 'live')('title'), href: `/${locale}/live` },
        { label: nameOf(room.row), href: `${here}/cockpit` },
        ...(part ? [{ label: t('title'), href: `${here}/printout` }, { label: t(`${part}.title`) }] : [{ label: t('title') }]),
      ]}
      actions={part && <PrintButton label={translator(locale, 'ui')('print')} />}
    >
      {children}
    </PageShell>
  )
}
