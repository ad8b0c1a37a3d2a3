import { formHandler } from '@/server/nextjs/form-handler'
import { DisplayForm, setDisplay } from '@/server/nextjs/display'
import { backFrom } from '@/server/nextjs/responses'

/** Keeps a theme or a size of text in this browser, and leads back. */
export const POST = formHandler('/[locale]/display', { schema: DisplayForm }, async ({ locale, request, form }) => {
  if (form.success) await setDisplay(form.data)
  return backFrom(request, `/${locale}`)
})
