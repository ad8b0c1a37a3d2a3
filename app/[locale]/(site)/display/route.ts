import { formHandler } from '@/server/nextjs/form-handler'
import { DisplayForm, setDisplay } from '@/server/nextjs/display'
import { backFrom } from '@/server/nextjs/responses'

export const POST = formHandler('/[locale]/display', { schema: DisplayForm }, async ({ locale, request, form }) => {
  if (form.success) await setDisplay(form.data)
  return backFrom(request, `/${locale}`)
})
