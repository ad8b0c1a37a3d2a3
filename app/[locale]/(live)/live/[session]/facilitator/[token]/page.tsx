import { CopyButton } from '@/components/ui/copy-button'
import { PageTitle } from '@/components/ui/page-title'
import { QrCode } from '@/components/ui/qr-code'
import { Submit } from '@/components/ui/field'
import { roomState } from '@/scenarios/engine/live/room'
import type { LiveRoom } from '@/server/live/live-room'
import { liveRoom } from '@/server/live/open-rooms'
import { currentPerson } from '@/server/nextjs/current-person'
import { isLed, mayLead } from '@/server/live/facilitators'
import { isFacilitator, isFacilitatorLink, nameOf, projectorKeyOf, readRoom } from '@/server/live/stored-rooms'
import { translator } from '@/server/platform/locales'
import { qrOf } from '@/server/platform/qr'
import { gone } from '@/server/nextjs/responses'
import { ownFacilitators, phoneOrigin } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../../../../page-shell'
import { PlanTable } from '../../../plan-table'

type Props = PageProps<'/[locale]/live/[session]/facilitator/[token]'>

export const generateMetadata = titled('live', (t) => t('facilitator.title'))

export default async function Page({ params }: Props) {
  const { locale, session, token } = await params
  const row = await readRoom(session)
  if (!row || !(await isFacilitatorLink(session, token))) return gone(locale)
  const t = translator(locale, 'live')
  const here = `/${locale}/live/${session}`
  const room = (await isFacilitator(session, await ownFacilitators())) ? await liveRoom(session) : null
  const person = room ? null : await currentPerson()
  if (!room && !person && !(await isLed(session))) return gone(locale)
  const lacksRole = person !== null && !(await mayLead(person.id))
  const name = room && room.plan.rehearsal > 0 ? `${nameOf(row)} · ${t('rehearsal')}` : nameOf(row)
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title'), href: `/${locale}/live` }, { label: nameOf(row) }]}>
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle lead={room ? undefined : t('facilitator.acceptText', { title: nameOf(row) })} eyebrow={room && name}>
          {room ? stateOf(room, locale) : t('facilitator.accept')}
        </PageTitle>
        {room ? (
          <Ready locale={locale} room={room} here={here} token={token} reach={await phoneOrigin(room.plan.address)} />
        ) : lacksRole ? (
          <p className="card mt-5 p-5 leading-relaxed">{t('facilitator.needsRole')}</p>
        ) : (
          <form method="post" action={`${here}/facilitator/${token}/accept`} className="mt-6">
            <Submit>{t('facilitator.acceptDo')}</Submit>
          </form>
        )}
      </main>
    </PageShell>
  )
}

function stateOf({ history }: LiveRoom, locale: string): string {
  const t = translator(locale, 'live')
  const { phase, path, paused } = roomState(history)
  if (phase === 'lobby') return t('facilitator.ready')
  if (phase === 'closed') return t('facilitator.over')
  if (paused) return t('facilitator.paused')
  if (phase === 'debrief') return t('facilitator.debrief')
  return path.length === 0 ? t('facilitator.opening') : t('facilitator.running', { moment: path.length })
}

type Reach = Awaited<ReturnType<typeof phoneOrigin>>

interface PartProps {
  locale: string
  room: LiveRoom
  here: string
  /** Its place in the list of what to do; none once the session has begun. */
  n?: number
}

function Ready({ token, reach, ...part }: PartProps & { token: string; reach: Reach }) {
  const link = `${reach.origin}${part.here}/facilitator/${token}`
  const isBegun = roomState(part.room.history).phase !== 'lobby'
  if (isBegun)
    return (
      <div className="mt-6 space-y-5">
        <Screens {...part} reach={reach} isBegun />
        <Keep {...part} link={link} reach={reach} />
        <Plan {...part} isBegun />
      </div>
    )
  return (
    <ol className="mt-6 space-y-5">
      <Keep {...part} n={1} link={link} reach={reach} />
      <Plan {...part} n={2} />
      <Screens {...part} reach={reach} n={3} />
    </ol>
  )
}

function Keep({ locale, link, n, reach }: PartProps & { link: string; reach: Reach }) {
  const t = translator(locale, 'live')
  return (
    <Step n={n} title={t(n ? 'facilitator.keepTitle' : 'facilitator.title')}>
      <p className="leading-relaxed text-ink-2">{t('facilitator.keep')}</p>
      <Address url={link} locale={locale} />
      {!reach.reachable && <p className="mt-3 rounded-xl bg-signal-soft px-4 py-3 text-signal">{t('facilitator.unreachable')}</p>}
      {reach.addresses.length > 0 && <p className="mt-3 text-note leading-relaxed text-ink-2">{t('facilitator.ownNetwork')}</p>}
      <p className="mt-3 text-note leading-relaxed text-ink-2">{t('facilitator.secret')}</p>
      <details className="mt-1">
        <summary className="link inline-flex min-h-11 w-fit items-center">{t('facilitator.qr')}</summary>
        <QrCode qr={qrOf(link)} label={t('facilitator.qrLabel')} className="mt-2 w-56" />
      </details>
    </Step>
  )
}

function Plan({ locale, room, here, n, isBegun = false }: PartProps & { isBegun?: boolean }) {
  const t = translator(locale, 'live')
  const plan = translator(locale, 'livePlan')
  return (
    <Step n={n} title={isBegun ? plan('title') : t('facilitator.planTitle')}>
      {!isBegun && <p className="leading-relaxed text-ink-2">{t('facilitator.plan', { minutes: room.plan.minutes })}</p>}
      <PlanTable locale={locale} sheet={room.script.sheet} />
      <p className="mt-4 flex flex-wrap gap-3">
        {!isBegun && (
          <a className="btn btn-quiet" href={`${here}/plan`}>
            {plan('change')}
          </a>
        )}
        <a className="btn btn-quiet" href={`${here}/run-sheet`}>
          {t('facilitator.toRunSheet')}
        </a>
        <a className="btn btn-quiet" href={`${here}/printout`}>
          {t('facilitator.toPrintout')}
        </a>
      </p>
    </Step>
  )
}

function Screens({ locale, room, here, n, reach, isBegun = false }: PartProps & { reach: Reach; isBegun?: boolean }) {
  const t = translator(locale, 'live')
  const projector = `${here}/projector?key=${projectorKeyOf(room.id)}`
  return (
    <Step n={n} title={t(isBegun ? 'facilitator.goOn' : 'facilitator.startTitle')}>
      {!isBegun && <p className="leading-relaxed text-ink-2">{t('facilitator.start')}</p>}
      <p className="mt-4 flex flex-wrap gap-3">
        <a className="btn btn-primary" href={`${here}/cockpit`}>
          {t('facilitator.toCockpit')}
        </a>
        <a className="btn btn-quiet" href={projector} target="second-look-projector">
          {t('facilitator.toScreen')}
        </a>
      </p>
      <details className="mt-2">
        <summary className="link inline-flex min-h-11 items-center">{t('facilitator.otherScreen')}</summary>
        <p className="mt-1 leading-relaxed text-ink-2">{t('facilitator.otherScreenText')}</p>
        <Address url={`${reach.origin}${projector}`} locale={locale} />
      </details>
    </Step>
  )
}

function Step({ n, title, children }: { n: number | undefined; title: string; children: React.ReactNode }) {
  const Card = n ? 'li' : 'section'
  return (
    <Card className="card p-5 sm:p-6">
      <h2 className="mb-1.5 flex items-baseline gap-3 text-h3">
        {n && (
          <span className="text-accent tabular-nums" aria-hidden="true">
            {n}
          </span>
        )}
        {title}
      </h2>
      {children}
    </Card>
  )
}

function Address({ url, locale }: { url: string; locale: string }) {
  const t = translator(locale, 'live')
  return (
    <>
      <p className="mt-3 select-all rounded-xl bg-sunken px-4 py-3 font-mono text-note wrap-anywhere">{url}</p>
      <div className="mt-3 flex flex-wrap gap-3">
        <CopyButton text={url} label={t('facilitator.copy')} done={t('facilitator.copied')} failed={t('facilitator.copyFailed')} />
      </div>
    </>
  )
}
