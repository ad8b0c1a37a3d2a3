import { Presentation } from 'lucide-react'
import { nameOf } from '@/server/live/stored-rooms'
import { currentPerson, has } from '@/server/nextjs/current-person'
import { translator } from '@/server/platform/locales'
import { ownSessions } from '@/server/nextjs/own-sessions'

const MOST = 3

export async function HomeSessions({ locale }: { locale: string }) {
  const open = (await ownSessions()).filter(({ state }) => state !== 'closed')
  if (open.length === 0 && !has(await currentPerson(), 'facilitator')) return null
  const t = translator(locale, 'live')
  return (
    <section aria-labelledby="sessions-h" className="card mt-10 p-5 sm:p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="sessions-h" className="flex items-center gap-2.5 text-h3">
          <Presentation className="icon text-accent" />
          {t('yours')}
        </h2>
        <a className="btn btn-quiet" href={`/${locale}/live#prepare`}>
          {t('prepare')}
        </a>
      </div>
      {open.length > 0 && (
        <ul className="mt-2 divide-y divide-line">
          {open.slice(0, MOST).map(({ row, state }) => (
            <li key={row.id} className="flex flex-wrap items-baseline gap-x-3 py-2">
              <a className="link" href={`/${locale}/live/${row.id}/cockpit`}>
                {nameOf(row)}
              </a>
              <span className="text-small text-ink-2">{t(`state.${state}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {open.length > MOST && (
        <p className="mt-2">
          <a className="link text-note" href={`/${locale}/live`}>
            {t('allYours')}
          </a>
        </p>
      )}
    </section>
  )
}
