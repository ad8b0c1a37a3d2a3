import { putFirstStepsAway, showFirstSteps } from '@/server/organisation/first-steps'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/manage/first-steps/show',
  { roles: ['administrator'], texts: ['do'] },
  async ({ locale, text }) => {
    const away = text.do === 'away'
    await (away ? putFirstStepsAway() : showFirstSteps())
    return seeOther(`/${locale}/manage${away ? '' : '#first-steps'}`)
  },
)
