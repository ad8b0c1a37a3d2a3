import { useTranslations } from 'use-intl'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import { AskFirst } from './confirm'
import { Fold } from './fold'

export interface CockpitLinks {
  projector: string
  runSheet: string
  /** Who else controls the session, and who was there. */
  devices: string
  attendance: string
  report: string
  plan: string
  /** Posting here prepares the same session once more. */
  duplicate: string
  /** Posting here makes a new host link. */
  host: string
}

/** What is rarely needed while a session runs. */
export function More({
  links,
  closed,
  busy,
  send,
}: {
  links: CockpitLinks
  closed: boolean
  busy: boolean
  send: (command: AskedCommand) => void
}) {
  const t = useTranslations('liveCockpit.more')
  return (
    <Fold title={t('title')}>
      <ul className="space-y-2 text-note">
        <li>
          <a className="link" href={links.runSheet} target="_blank" rel="noopener">
            {t('runSheet')}
          </a>
        </li>
        <li>
          <a className="link" href={links.report} target="_blank" rel="noopener">
            {t('report')}
          </a>
        </li>
        <li>
          <a className="link" href={links.attendance} target="_blank" rel="noopener">
            {t('attendance')}
          </a>
        </li>
        <li>
          <a className="link" href={links.devices} target="_blank" rel="noopener">
            {t('devices')}
          </a>
        </li>
      </ul>
      <form method="post" action={links.host} target="_blank" rel="noopener" className="mt-4 border-t border-line pt-3">
        <p className="text-small leading-normal text-ink-2">{t('hostText')}</p>
        <button type="submit" className="btn btn-quiet mt-2 w-full">
          {t('host')}
        </button>
      </form>
      {!closed && (
        <div className="mt-4 border-t border-line pt-3">
          <AskFirst
            className="btn btn-quiet w-full"
            question={t('closeAsk')}
            confirm={t('closeDo')}
            busy={busy}
            onConfirm={() => send({ type: 'close' })}
          >
            {t('close')}
          </AskFirst>
        </div>
      )}
    </Fold>
  )
}
