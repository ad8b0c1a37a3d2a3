import { useTranslations } from 'use-intl'
import type { FollowedView } from '@/scenarios/engine/live/view'

export function WhatFollowed({ followed: { chose, sent, of, reply, text } }: { followed: FollowedView }) {
  const t = useTranslations('liveCockpit')
  const reporting = useTranslations('liveReporting')
  return (
    <div className="mt-3 space-y-2.5 leading-relaxed">
      {reply !== null && (
        <div>
          <p className="font-medium">{reporting('youReported')}</p>
          <p className="mt-0.5">{reply}</p>
        </div>
      )}
      <div className="border-s-4 border-accent-line ps-4 text-ink-2">
        <p>{chose}</p>
        {sent.length > 0 && (
          <ul className="mt-1.5 space-y-1 text-note text-ink">
            {sent.map(({ id, as, ask, text: words, n }) => (
              <li key={id} className="flex justify-between gap-4">
                <span>
                  {as === 'form' && <span className="text-ink-2">{t('field', { ask })} </span>}
                  {words}
                </span>
                {n !== null && of !== null && <span className="whitespace-nowrap text-ink-2 tabular-nums">{t('votedSo', { n, of })}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
      {text && <p>{text}</p>}
    </div>
  )
}
