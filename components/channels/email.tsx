import { Paperclip } from '../ui/icons'
import { useTranslations } from 'use-intl'
import { Decor } from './decor'
import type { DrawingProps } from './drawings'
import { Rows } from './things/rows'
import { Disc, roleOf } from './person'
import { Sentence, Sentences } from './segments'
import { Words } from '../ui/words'

export function Email({ artefact: email, cast }: DrawingProps<'email'>) {
  const from = cast[email.from]!
  const t = useTranslations('channels')
  return (
    <div className="mailbox">
      <Decor of="folders" />
      <div className="letter">
        <h3>
          <Words>{email.subject}</Words>
        </h3>
        <div className="sender">
          <Disc person={from} />
          <p>
            <b>{from.name}</b>
            <span>
              <Words>{roleOf(from)}</Words>
            </span>
          </p>
          <span className="text-fine text-ink-3">{email.at}</span>
        </div>
        {email.headers.length > 0 && <Rows rows={email.headers} />}
        {email.paragraphs.map((paragraph) => (
          <p key={paragraph[0]!.id}>
            <Sentences segments={paragraph} />
          </p>
        ))}
        {email.attachments.length > 0 && (
          <ul aria-label={t('attachments')}>
            {email.attachments.map((file) => (
              <li key={file.id}>
                <Paperclip className="icon text-ink-3" />
                <Sentence segment={file} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
