import { Submit, TextArea } from '@/components/ui/field'
import { FeedbackForm, LONGEST, VERDICTS, wasAsked } from '@/server/learning/feedback'
import { readFlash } from '@/server/nextjs/flash'
import { translator } from '@/server/platform/locales'
import { rootOf } from '@/server/platform/launch-token'

export async function Fair({ locale, attempt, problem }: { locale: string; attempt: string; problem: boolean }) {
  const t = translator(locale, 'fair')
  const asked = await wasAsked(attempt)
  return (
    <section id="fair" aria-labelledby="fair-h" className="mx-auto w-full max-w-site scroll-mt-6 px-4 pb-14 noprint lg:px-8">
      <div className="card p-5">
        {asked ? (
          <>
            <h2 id="fair-h" className="text-h3">
              {t('thanks')}
            </h2>
            <p className="mt-1 max-w-prose leading-relaxed">{t('thanksText')}</p>
          </>
        ) : (
          <Form locale={locale} attempt={attempt} problem={problem} />
        )}
      </div>
    </section>
  )
}

async function Form({ locale, attempt, problem }: { locale: string; attempt: string; problem: boolean }) {
  const t = translator(locale, 'fair')
  const typed = problem ? await readFlash('fair') : {}
  const checked = FeedbackForm.safeParse(typed)
  const wrong = problem && !checked.success ? checked.error.issues.map((issue) => issue.path[0]) : []
  return (
    <form method="post" action={`${rootOf(locale)}/learn/attempts/${attempt}/fair`} className="group">
      <fieldset className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <legend className="contents">
          <h2 id="fair-h" className="text-h3">
            {t('title')}
          </h2>
        </legend>
        <div className="segmented">
          {VERDICTS.map((verdict) => (
            <label key={verdict}>
              <input
                type="radio"
                name="verdict"
                value={verdict}
                required
                defaultChecked={typed.verdict === verdict}
                aria-describedby={wrong.includes('verdict') ? 'fair-error' : undefined}
              />
              <span>{t(`verdicts.${verdict}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {wrong.includes('verdict') && (
        <p id="fair-error" className="mt-2 text-small text-signal">
          {t('choose')}
        </p>
      )}
      <div className={`mt-4 max-w-column gap-4 ${problem ? 'grid' : 'hidden group-has-checked:grid'}`}>
        <TextArea
          name="words"
          label={t('words')}
          hint={t('wordsHint', { most: LONGEST })}
          rows={4}
          maxLength={LONGEST}
          defaultValue={typed.words}
          error={wrong.includes('words') ? t('tooLong', { most: LONGEST }) : undefined}
        />
        <p className="text-small leading-normal text-ink-2">{t('readBy')}</p>
        <Submit look="btn-primary justify-self-start">{t('send')}</Submit>
      </div>
    </form>
  )
}
