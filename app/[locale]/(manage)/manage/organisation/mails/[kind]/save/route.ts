import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { saveFormDraft } from '@/server/accounts/form-drafts'
import { isOwn } from '@/server/mail/kinds'
import { sendLetter } from '@/server/mail/letters'
import { sampleOf } from '@/server/mail/sample'
import { parseTemplate } from '@/server/mail/template'
import { saveText } from '@/server/mail/texts'
import { gone, seeOther } from '@/server/nextjs/responses'
import { isLocale } from '@/server/platform/locales'
import { type MailFormDraft, TextForm } from '../form-draft'

export const POST = formHandler(
  '/[locale]/manage/organisation/mails/[kind]/save',
  { roles: ['administrator'], schema: TextForm },
  async ({ locale, params: { kind }, person, form }) => {
    if (!isOwn(kind) || !form.success || !isLocale(form.data.lang)) return gone(locale)
    const { lang, seen, act } = form.data
    const text = { subject: form.data.subject.trim(), body: form.data.body.replace(/\r\n?/g, '\n').trim() }
    const to = (query: Record<string, string>) =>
      seeOther(`/${locale}/manage/organisation/mails/${kind}?${new URLSearchParams({ lang, ...query })}`)
    const again = async (note: MailFormDraft['note'], said = '') =>
      to({ kept: await saveFormDraft(person.id, { ...text, seen, note, said }) })
    const fits = parseTemplate(kind, text).problems.length === 0
    if (act === 'preview') return again(fits ? 'preview' : 'check')
    if (act !== 'reset' && !fits) return again('check')
    if (act === 'send') {
      const sent = await sendLetter(kind, { to: person.email, locale: lang }, await sampleOf(kind, lang, person.name), { text })
      return again(sent.ok ? 'sent' : 'refused', sent.ok ? sent.said : sent.reason)
    }
    if (!(await saveText(kind, lang, act === 'reset' ? null : text, seen))) return again('conflict')
    await audit({ actor: person.id, action: act === 'reset' ? 'mail.reset' : 'mail.changed', detail: { letter: kind, language: lang } })
    return to({ note: act === 'reset' ? 'reset' : 'saved' })
  },
)
