import { PageTitle } from '@/components/ui/page-title'
import { Notice, Submit } from '@/components/ui/field'
import { roomState } from '@/scenarios/engine/live/room'
import { type Attendant, attendants, linesEach, linesOfDevices, linesOfOpening, ownLines } from '@/server/live/attendance'
import type { LiveRoom } from '@/server/live/live-room'
import { facilitatedRoom, joinedRoom } from '@/server/nextjs/live-pages'
import { gone } from '@/server/nextjs/responses'
import { participantToken } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { PageShell } from '../../../../page-shell'
import { ToCockpit } from '../../to-cockpit'
import { Fresh } from './fresh'

type Props = PageProps<'/[locale]/live/[session]/attendance'>
const NOTES = ['shut', 'full', 'empty', 'own'] as const
const LIST = 'attendants'
const FIELD = 'mt-1.5 block w-full rounded-xl border border-control bg-surface px-4 py-2.5'

export const generateMetadata = titled('liveAttendance', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, session } = await params
  const facilitated = await facilitatedRoom(session)
  const room = facilitated ?? (await joinedRoom(session))?.room
  if (!room) return gone(locale)
  const { note } = await searchParams
  const said = NOTES.find((one) => one === note)
  const t = translator(locale, 'liveAttendance')
  const here = `/${locale}/live/${session}`
  return (
    <PageShell
      locale={locale}
      crumbs={[{ label: room.row.title, href: facilitated ? `${here}/cockpit` : here }, { label: t('title') }]}
      actions={facilitated && <ToCockpit locale={locale} here={here} />}
    >
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle lead={t(facilitated ? 'facilitatorLead' : 'lead')}>{t('title')}</PageTitle>
        {said && <Notice tone="problem">{t(`note.${said}`)}</Notice>}
        {facilitated ? (
          <Sheet locale={locale} here={here} room={facilitated} list={await attendants(session)} />
        ) : (
          <OwnLines locale={locale} here={here} room={room} isNoted={said !== undefined} />
        )}
      </main>
    </PageShell>
  )
}

async function OwnLines({ locale, here, room, isNoted }: { locale: string; here: string; room: LiveRoom; isNoted: boolean }) {
  const t = translator(locale, 'liveAttendance')
  const [mine, most] = [await ownLines(room, (await participantToken()) ?? ''), linesEach(room)]
  const { attendance: open } = roomState(room.history)
  return (
    <>
      {mine.length > 0 && <Lines locale={locale} here={here} list={mine} />}
      {open && mine.length < most && <Line locale={locale} action={`${here}/attendance/sign`} label={t('sign')} />}
      {open && mine.length >= most && <p className="mt-6 leading-relaxed">{t('most', { most })}</p>}
      {!open && !isNoted && <p className="mt-6 leading-relaxed">{t('note.shut')}</p>}
      <a className="link mt-6 inline-block" href={here}>
        {t('back')}
      </a>
    </>
  )
}

function Line({ locale, action, label }: { locale: string; action: string; label: string }) {
  const t = translator(locale, 'liveAttendance')
  return (
    <form method="post" action={action} className="mt-6 max-w-md space-y-4">
      <label className="block">
        <span className="text-note font-medium">{t('name')}</span>
        <input name="name" required maxLength={80} autoComplete="name" className={FIELD} />
      </label>
      <label className="block">
        <span className="text-note font-medium">{t('organisation')}</span>
        <input name="organisation" maxLength={120} autoComplete="organization" className={FIELD} />
      </label>
      <Submit look="btn-primary w-full">{label}</Submit>
    </form>
  )
}

function Sheet({ locale, here, room, list }: { locale: string; here: string; room: LiveRoom; list: Attendant[] }) {
  const t = translator(locale, 'liveAttendance')
  const { attendance: open } = roomState(room.history)
  const isFull = open && list.length >= linesOfDevices(room)
  return (
    <>
      <form method="post" action={`${here}/attendance/open`} className="mt-6 flex flex-wrap items-center gap-4">
        <input type="hidden" name="open" value={open ? '' : '1'} />
        <button type="submit" className={open ? 'btn btn-quiet' : 'btn btn-primary'}>
          {t(open ? 'close' : 'open')}
        </button>
        {list.length > 0 && (
          <a className="btn btn-quiet" href={`${here}/attendance/csv`}>
            {t('csv')}
          </a>
        )}
      </form>
      {open && <Fresh list={LIST} />}
      <div id={LIST}>
        {isFull && <Notice tone="problem">{t('filled', { more: linesOfOpening(room) })}</Notice>}
        <h2 className="mt-8 font-semibold">{t('count', { n: list.length })}</h2>
        {list.length > 0 && <Lines locale={locale} here={here} list={list} />}
      </div>
      <details className="mt-6">
        <summary className="link w-fit">{t('add')}</summary>
        <Line locale={locale} action={`${here}/attendance/add`} label={t('addDo')} />
      </details>
    </>
  )
}

function Lines({ locale, here, list }: { locale: string; here: string; list: Attendant[] }) {
  const t = translator(locale, 'liveAttendance')
  return (
    <ul className="card mt-3 divide-y divide-line">
      {list.map(({ id, name, organisation }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-6 gap-y-1 p-4">
          <p className="min-w-0 grow wrap-anywhere">
            {name}
            {organisation && <span className="text-ink-2"> · {organisation}</span>}
          </p>
          <form method="post" action={`${here}/attendance/strike`}>
            <input type="hidden" name="id" value={id} />
            <button type="submit" className="link text-small">
              {t('strike')}
              <span className="sr-only">{name}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}
