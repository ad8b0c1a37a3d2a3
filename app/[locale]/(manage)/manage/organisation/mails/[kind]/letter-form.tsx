import { Notice, TextArea, TextField } from '@/components/ui/field'
import { type OWN, kindOf } from '@/server/mail/kinds'
import { type Problem, type Template, offered, parseTemplate } from '@/server/mail/template'
import { translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'
import type { MailFormDraft } from './form-draft'

interface Props {
  locale: string
  kind: (typeof OWN)[number]
  lang: string
  text: Template
  kept: MailFormDraft | null
  own: boolean
  seen: number
  email: string
}

export function LetterForm({ locale, kind, lang, text, kept, own, seen, email }: Props) {
  const t = translator(locale, 'mails')
  const problems = kept?.note === 'check' ? parseTemplate(kind, text).problems : []
  const errorOf = (field: Problem['field']) =>
    problems
      .filter((problem) => problem.field === field)
      .map(({ reason, line, found }) => t(`problem.${reason}`, { line, found }))
      .join(' ') || undefined
  return (
    <form method="post" action={`/${locale}/manage/organisation/mails/${kind}/save`} className="space-y-5" noValidate>
      {kept && kept.note !== 'preview' && (
        <Notice tone={kept.note === 'sent' ? 'done' : 'problem'}>{t(`note.${kept.note}`, { email, said: kept.said })}</Notice>
      )}
      <input type="hidden" name="lang" value={lang} />
      <input type="hidden" name="seen" value={seen} />
      <TextField name="subject" label={t('form.subject')} defaultValue={text.subject} maxLength={150} error={errorOf('subject')} />
      <TextArea
        name="body"
        label={t('form.body')}
        hint={t('form.bodyHint')}
        defaultValue={text.body}
        rows={18}
        maxLength={5000}
        error={errorOf('body')}
      />
      <div role="group" aria-labelledby="placeholders-h">
        <h2 id="placeholders-h" className="text-note font-medium">
          {t('form.placeholders')}
        </h2>
        <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-note">
          {offered(kind, 'body').map((placeholder) => (
            <div key={placeholder} className="contents">
              <dt>
                <code>{`{${placeholder}}`}</code>
              </dt>
              <dd className="text-ink-2">
                {placeholder === 'details' ? `${t(`details.${kind}`)} ${t('details.alone')}` : t(`placeholder.${placeholder}`)}
                {kindOf(kind).needs.includes(placeholder) && ` ${t('form.needed')}`}
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="flex flex-wrap gap-3">
        <button type="submit" name="act" value="save" className="btn btn-primary">
          {t('form.save')}
        </button>
        <button type="submit" name="act" value="preview" className="btn btn-quiet">
          {t('form.preview')}
        </button>
        {hasMail() && (
          <button type="submit" name="act" value="send" className="btn btn-quiet">
            {t('form.send')}
          </button>
        )}
        {own && (
          <button type="submit" name="act" value="reset" className="btn btn-ghost">
            {t('form.reset')}
          </button>
        )}
      </div>
    </form>
  )
}
