import { useTranslations } from 'use-intl'
import type { Artefact, StagedPlay } from '@/scenarios/engine/play/play'
import type { SubmissionView } from '@/scenarios/engine/play/submission-view'
import { Words } from '../ui/words'

/** A reply or form that no thread shows: below the mail that it answers, or by itself. */
export function SentReply({ sent: { reply, form }, to, cast }: { sent: SubmissionView; to: Artefact; cast: StagedPlay['cast'] }) {
  const t = useTranslations('play')
  if (to.kind === 'messages' ? form.length === 0 : reply.length + form.length === 0) return null
  const mail = reply.length > 0 && to.kind === 'email' ? to : null
  return (
    <section className="bg-me px-4 py-4 sm:px-5">
      <h2 className="font-semibold">
        {mail ? <Words>{t('re', { subject: mail.subject })}</Words> : t(form.length > 0 ? 'yourForm' : 'yourReply')}
      </h2>
      <p className="text-small text-ink-2">{mail ? t('youTo', { name: cast[mail.from]!.name }) : t('youNow')}</p>
      {form.length > 0 ? (
        <dl className="mt-2.5 grid gap-2.5 leading-normal">
          {form.map(({ id, ask, text }) => (
            <div key={id}>
              <dt className="text-fine text-ink-2">
                <Words>{ask}</Words>
              </dt>
              <dd>
                <Words>{text}</Words>
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="mt-2.5 max-w-2xl leading-relaxed">
          <Words>{reply.join(' ')}</Words>
        </p>
      )}
    </section>
  )
}
