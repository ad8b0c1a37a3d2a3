import { isFinished } from '@/scenarios/engine/play/journal'
import { FeedbackForm, giveFeedback } from '@/server/learning/feedback'
import { currentAttempt } from '@/server/nextjs/attempt'
import { clearFlash, setFlash } from '@/server/nextjs/flash'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { rootOf } from '@/server/platform/launch-token'

export const POST = formHandler(
  '/[locale]/learn/attempts/[attempt]/fair',
  { schema: FeedbackForm, texts: ['verdict', 'words'] },
  async ({ locale, params: { attempt: id }, form, text }) => {
    const attempt = await currentAttempt(id)
    const page = `${rootOf(locale)}/learn/attempts/${id}`
    if (!attempt || !isFinished(attempt.replay.state)) return seeOther(page)
    if (!form.success) {
      await setFlash('fair', fitting(text))
      return seeOther(`${page}/debrief?fair=check#fair`)
    }
    await giveFeedback(attempt, form.data, Date.now())
    await clearFlash()
    return seeOther(`${page}/debrief#fair`)
  },
)

/** Shortens the words to fit a cookie: 4,096 bytes, of which letters of other scripts take up to twelve each. */
function fitting({ verdict, words }: { verdict: string; words: string }) {
  const kept = { verdict: verdict.slice(0, 10), words: words.slice(0, 3_000) }
  while (encodeURIComponent(JSON.stringify(kept)).length > 3_500) kept.words = kept.words.slice(0, -20)
  return kept
}
