import { useTranslations } from 'use-intl'
import type { EarlierMessage } from '@/scenarios/engine/play/history'
import { Words } from '../ui/words'
import { Files } from './files'
import { type Cast, type DrawingProps, useSpeaker } from './kind'
import { Disc, roleOf } from './person'
import { Sentence, Sentences } from './segments'
import { Rows } from './things/rows'

export function Email({ artefact: email, cast, earlier }: DrawingProps<'email'>) {
  const t = useTranslations('channels')
  const from = cast[email.from]!
  return (
    <div className="letter">
      <h3>
        <Words>{email.subject}</Words>
      </h3>
      <div className="sender">
        <Disc person={from} className="writer" />
        <div>
          <p className="sender-top">
            <b>{from.name}</b>{' '}
            <time>
              <Words>{email.at}</Words>
            </time>
          </p>
          {roleOf(from) && (
            <p className="role">
              <Words>{roleOf(from)}</Words>
            </p>
          )}
          {email.address && (
            <p className="address">
              <Sentence segment={email.address} spelled />
            </p>
          )}
          {email.headers.length > 0 ? <Rows rows={email.headers} /> : <p className="role">{t('toYou')}</p>}
        </div>
      </div>
      {email.paragraphs.map((paragraph) => (
        <p key={paragraph[0]!.id}>
          <Sentences segments={paragraph} />
        </p>
      ))}
      <Files files={email.attachments} />
      <Quotes mails={earlier(email).toReversed()} cast={cast} />
    </div>
  )
}

/** What was written before, the newest first. Only that is open. */
function Quotes({ mails: [newest, ...older], cast }: { mails: EarlierMessage[]; cast: Cast }) {
  const t = useTranslations('channels')
  if (!newest) return null
  return (
    <div className="quotes">
      <Quoted mail={newest} cast={cast} />
      {older.length > 0 && (
        <details>
          <summary className="link">{t('earlierMails', { count: older.length })}</summary>
          {older.map((mail) => (
            <Quoted key={mail.id} mail={mail} cast={cast} />
          ))}
        </details>
      )}
    </div>
  )
}
function Quoted({ mail: { from, at, day, texts, files }, cast }: { mail: EarlierMessage; cast: Cast }) {
  const t = useTranslations('channels')
  const speaker = useSpeaker(cast)
  return (
    <blockquote>
      <p className="role">{t('wrote', { when: day ?? at, who: from === 'you' ? 'you' : 'other', name: speaker(from) })}</p>
      {texts.map((text, i) => (
        <p key={i}>
          <Words>{text}</Words>
        </p>
      ))}
      <Files files={files} />
    </blockquote>
  )
}
