import { audit } from '@/server/accounts/audit'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'
import { contacts } from '@/server/organisation/organisation'
import { makePackage } from '@/server/packages/make'
import { Asked } from '../asked'

/** Hands a package out. Whoever opens the file can read what scores, so the audit log says who took it. */
export const POST = formHandler(
  '/[locale]/manage/scenarios/packages/make',
  { roles: SECTIONS.scenarios, schema: Asked },
  async ({ locale, form, person }) => {
    const refused = () => seeOther(`/${locale}/manage/scenarios/packages?note=refused`)
    if (!form.success) return refused()
    const { nature, language = locale, ...asked } = form.data
    const known = (await contacts()).map(({ name, phone, email }) => ({ name, ways: [phone, email].filter(Boolean) }))
    const made = await makePackage({ ...asked, locale: language, nature: nature === 'either' ? null : nature, contacts: known }).catch(
      (error: unknown) => {
        // A tutorial has one truth.
        if (error instanceof RangeError) return null
        throw error
      },
    )
    if (!made) return refused()
    await audit({ actor: person.id, action: 'package.made', detail: { package: made.name } })
    return new Response(made.bytes as BodyInit, {
      headers: {
        'content-type': 'application/zip',
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="${made.name}"`,
      },
    })
  },
)
