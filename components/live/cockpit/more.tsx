import { useTranslations } from 'use-intl'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import { AskFirst } from './confirm'
import { Fold } from './fold'

export interface CockpitLinks {
  projector: string
  runSheet: string
  printout: string
  summary: string
  plan: string
  devices: string
  attendance: string
  duplicate: string
}

interface Props {
  links: CockpitLinks
  alone: boolean
  closed: boolean
  busy: boolean
  send: (command: AskedCommand) => void
}

export function More({ links, alone, closed, busy, send }: Props) {
  const t = useTranslations('liveCockpit.more')
  const pages = ['runSheet', 'printout', 'summary', ...(alone ? [] : (['attendance'] as const)), 'devices'] as const
  return (
    <Fold title={t('title')}>
      <ul className="space-y-1 text-note">
        {pages.map((page) => (
          <li key={page}>
            <a className="link inline-flex min-h-9 items-center" href={links[page]} target="_blank" rel="noopener">
              {t(page)}
            </a>
          </li>
        ))}
      </ul>
      {!closed && (
        <div className="mt-3 border-t border-line pt-3">
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
