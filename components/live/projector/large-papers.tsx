import { Paperclip } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ArtefactOf } from '@/scenarios/engine/play/play'
import { numbered } from '../../channels/papers'
import { Sentence, Sentences } from '../../channels/segments'

export const Rows = ({ rows }: { rows: ArtefactOf<'profile'>['rows'] }) => (
  <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,16em),1fr))] gap-x-[1.2em] gap-y-[.15em]">
    {rows.map((row) => (
      <div key={row.id} className="min-w-0 wrap-anywhere">
        <dt className="inline text-ink-3">{row.label}: </dt>
        <dd className="inline">
          <Sentence segment={row} />
        </dd>
      </div>
    ))}
  </dl>
)

export const Clauses = ({ clauses }: { clauses: ArtefactOf<'document'>['clauses'] }) => (
  <ol className="space-y-[.4em]">
    {numbered(clauses).map((clause) => (
      <li key={clause.id} className={clause.number && 'grid grid-cols-[1.3em_1fr]'}>
        {clause.number && (
          <span aria-hidden={!clause.own} className="text-ink-3 tabular-nums">
            {clause.number}
          </span>
        )}
        <p>
          {clause.heading && <b className="font-semibold">{clause.heading}: </b>}
          <Sentences segments={clause.segments} />
        </p>
      </li>
    ))}
  </ol>
)

export function Letter({ email }: { email: ArtefactOf<'email'> }) {
  const t = useTranslations('channels')
  return (
    <>
      {email.headers.length > 0 && (
        <div className="mb-[.5em] border-b border-line pb-[.4em]">
          <Rows rows={email.headers} />
        </div>
      )}
      <div className="space-y-[.45em]">
        {email.paragraphs.map((paragraph) => (
          <p key={paragraph[0]!.id}>
            <Sentences segments={paragraph} />
          </p>
        ))}
      </div>
      {email.attachments.length > 0 && (
        <ul aria-label={t('attachments')} className="mt-[.5em] flex flex-wrap gap-[.5em]">
          {email.attachments.map((file) => (
            <li key={file.id} className="inline-flex items-center gap-[.35em] rounded-[.4em] border border-line-2 px-[.5em]">
              <Paperclip className="icon text-ink-3" />
              <span>
                <Sentence segment={file} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export const Page = ({ page: { address, segments, fields } }: { page: ArtefactOf<'page'> }) => (
  <>
    <p className="mb-[.5em] rounded-full border border-line-2 px-[.7em] wrap-anywhere">
      <Sentence segment={address} />
    </p>
    <p>
      <Sentences segments={segments} />
    </p>
    {fields.length > 0 && (
      <ul className="mt-[.5em] flex flex-wrap gap-[.5em]">
        {fields.map((field) => (
          <li key={field.id} className="min-w-[8em] rounded-[.4em] border border-line-2 px-[.5em] text-ink-2">
            <Sentence segment={field} />
          </li>
        ))}
      </ul>
    )}
  </>
)
