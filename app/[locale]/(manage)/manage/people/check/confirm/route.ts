import { formHandler } from '@/server/nextjs/form-handler'
import { inviteList, keptList, linksAsCsv, mailAll } from '@/server/accounts/invitation-list'
import { hasMail } from '@/server/platform/mail'
import { seeOther } from '@/server/nextjs/responses'
import { unproved } from '../../administrator'

/** Invites the valid lines. Leads to the list that shows the messages going out; without a mail server, returns the file with the links. */
export const POST = formHandler(
  '/[locale]/manage/people/check/confirm',
  { roles: ['administrator'], texts: ['password'] },
  async ({ locale, person, text, address }) => {
    const here = `/${locale}/manage/people`
    const mail = hasMail()
    const list = await keptList(person.id)
    const why = list?.lines.some(({ roles }) => roles.includes('administrator')) ? await unproved(person, text.password, address) : null
    if (why) return seeOther(`${here}/check?note=${why}`)
    const sent = await inviteList(person.id, mail)
    if (!sent) return seeOther(`${here}?note=listGone`)
    if (mail) {
      void mailAll(sent).catch((error: unknown) => console.error(`Invitations could not all be mailed: ${String(error)}`))
      return seeOther(`${here}?note=mailing&count=${sent.length}#pending`)
    }
    return new Response(linksAsCsv(sent, locale), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'cache-control': 'no-store',
        'content-disposition': 'attachment; filename="invitations.csv"',
      },
    })
  },
)
