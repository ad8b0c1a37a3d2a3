import { Paperclip } from '../ui/icons'
import { useTranslations } from 'use-intl'
import type { ArtefactOf, Person } from '@/scenarios/engine/play/play'
import { Disc, roleOf } from './person'
import { Sentence, Sentences } from './segments'
import { Words } from '../ui/words'

export function Email({ email, from }: { email: ArtefactOf<'email'>; from: Person }) {
  const t = useTranslations('channels')
  return (
    <div>
      <div className="border-b border-line px-4 py-3.5 sm:px-5">
        <h3 className="text-lead font-semibold leading-6">
          <Words>{email.subject}</Words>
        </h3>
        <div className="mt-2.5 flex items-center gap-3">
          <Disc person={from} />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-semibold">{from.name}</span>
              <span className="text-fine text-ink-3">{email.at}</span>
            </p>
            <p className="text-small leading-5 text-ink-2">
              <Words>{roleOf(from)}</Words>
            </p>
          </div>
        </div>
        {email.headers.length > 0 && (
          <dl className="mt-3 space-y-0.5 text-small leading-6">
            {email.headers.map((header) => (
              <div key={header.id} className="flex gap-2">
                <dt className="shrink-0 text-ink-3">
                  <Words>{header.label}</Words>
                </dt>
                <dd className="min-w-0 wrap-anywhere">
                  <Sentence segment={header} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <div className="max-w-2xl space-y-3 px-4 py-4 leading-relaxed sm:px-5">
        {email.paragraphs.map((paragraph) => (
          <p key={paragraph[0]!.id}>
            <Sentences segments={paragraph} />
          </p>
        ))}
      </div>
      {email.attachments.length > 0 && (
        <ul aria-label={t('attachments')} className="flex flex-wrap gap-2 px-4 pb-4 sm:px-5">
          {email.attachments.map((file) => (
            <li key={file.id} className="inline-flex items-center gap-1.5 rounded-lg border border-line-2 px-2.5 py-1 text-small">
              <Paperclip className="icon text-ink-3" />
              <Sentence segment={file} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
