import { nameOf, planOf } from '@/server/live/stored-rooms'
import { currentPerson } from '@/server/nextjs/current-person'
import type { OwnSession, SessionState } from '@/server/nextjs/own-sessions'
import { languageOf, translator } from '@/server/platform/locales'

export async function OwnSessions({ locale, own }: { locale: string; own: OwnSession[] }) {
  const t = translator(locale, 'live')
  return (
    <section aria-labelledby="own-h" className="mt-8">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="own-h" className="text-h2">
          {t('yours')}
        </h2>
        <a className="btn btn-primary" href="#prepare">
          {t('prepare')}
        </a>
      </div>
      <p className="mt-1 leading-relaxed text-ink-2">{t((await currentPerson()) ? 'yoursNoteAccount' : 'yoursNote')}</p>
      <ul className="mt-3 grid gap-3">
        {own.map((session) => (
          <li key={session.row.id} className="card flex flex-wrap items-center gap-x-4 gap-y-3 p-4 sm:px-5">
            <Session locale={locale} session={session} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Session({ locale, session: { row, state } }: { locale: string; session: OwnSession }) {
  const t = translator(locale, 'live')
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' })
  const name = nameOf(row)
  const here = `/${locale}/live/${row.id}`
  const isRehearsal = planOf(row).rehearsal > 0
  const summary = { to: 'summary', text: t('summaryLink'), look: 'btn-ghost' }
  const links =
    state === 'older'
      ? row.summary === null
        ? []
        : [summary]
      : [
          { to: 'cockpit', text: t('cockpitLink'), look: 'btn-quiet' },
          state === 'lobby' ? { to: 'plan', text: translator(locale, 'livePlan')('title'), look: 'btn-ghost' } : summary,
          { to: 'run-sheet', text: t('runSheetLink'), look: 'btn-ghost' },
        ]
  return (
    <>
      <div className="min-w-0 flex-1 basis-64">
        <h3 className="font-semibold wrap-anywhere">{name}</h3>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-ink-2">
          <span className={`chip ${STATE[state]}`}>{t(`state.${state}`)}</span>
          {isRehearsal && <span className="chip bg-signal-soft text-signal">{t('rehearsal')}</span>}
          <span>{[...(name === row.title ? [] : [row.title]), day.format(row.created_at)].join(' · ')}</span>
        </p>
        {state === 'older' && <p className="mt-1 text-small text-ink-2">{t(row.summary === null ? 'olderOpen' : 'olderClosed')}</p>}
      </div>
      <div className="flex flex-wrap items-center gap-1 max-sm:-ms-2.5">
        {links.map(({ to, text, look }) => (
          <a key={to} className={`btn ${look} min-h-10 px-2.5`} href={`${here}/${to}`} aria-label={`${text}: ${name}`}>
            {text}
          </a>
        ))}
        {state !== 'older' && (
          <form method="post" action={`${here}/duplicate`}>
            <button type="submit" name="rehearsal" value={isRehearsal ? 'no' : 'same'} className="btn btn-ghost min-h-10 px-2.5">
              {t(isRehearsal ? 'useRehearsal' : 'duplicate')}
              <span className="sr-only">: {name}</span>
            </button>
          </form>
        )}
      </div>
    </>
  )
}
const STATE: Record<SessionState, string> = {
  lobby: 'bg-sunken text-ink-2',
  running: 'bg-accent-soft text-accent',
  paused: 'bg-signal-soft text-signal',
  closed: 'bg-sunken text-ink-2',
  older: 'bg-sunken text-ink-2',
}
