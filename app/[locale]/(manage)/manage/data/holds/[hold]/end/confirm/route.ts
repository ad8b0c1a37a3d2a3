import { audit } from '@/server/accounts/audit'
import { formHandler } from '@/server/nextjs/form-handler'
import { gone, seeOther } from '@/server/nextjs/responses'
import { endHold } from '@/server/privacy/holds'
import { unproved } from '../../../../../people/administrator'

export const POST = formHandler(
  '/[locale]/manage/data/holds/[hold]/end/confirm',
  { roles: ['administrator'], texts: ['password'] },
  async ({ locale, params: { hold }, person, text, address }) => {
    const list = `/${locale}/manage/data/holds`
    const why = await unproved(person, text.password, address)
    if (why) return seeOther(`${list}/${hold}/end?note=${why}`)
    const ended = await endHold(hold)
    if (!ended) return gone(locale)
    await audit({
      actor: person.id,
      action: 'hold.ended',
      ...(ended.user && { about: ended.user }),
      ...(ended.course && { thing: ended.course }),
    })
    return seeOther(`${list}?note=ended`)
  },
)
