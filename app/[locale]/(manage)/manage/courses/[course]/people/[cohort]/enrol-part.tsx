import { Notice, TextArea, TextField, Tick } from '@/components/ui/field'
import { type Account, notMailed, searchAccounts } from '@/server/courses/enrolling'
import type { Unread } from '@/server/courses/people-list'
import { hasSingleSignOn } from '@/server/platform/config'
import { translator } from '@/server/platform/locales'
import { hasOtherLetters } from '@/server/platform/encoding'
import { hasMail } from '@/server/platform/mail'
import { EncodingField } from '../../../../letters'

/** Lines that were rejected, as they were sent. */
export interface KeptList {
  text: string
  unread: Unread[]
  /** `look`: a file that does not say how it is encoded. */
  note?: 'look' | 'tooMany' | 'notPublished' | 'archivedCourse' | 'gone'
}
/** The result for a list. `said` is null if people are codes. */
export interface KeptCame {
  said: { enrolled: number; invited: number; already: number } | null
}
type Texts = ReturnType<typeof translator<'courseEditor'>>

interface Props {
  locale: string
  here: string
  courseId: string
  cohort: string
  q: string
  coded: boolean
  invited: number
  list: KeptList | null
  came: KeptCame | null
}

/** How people are enrolled: from existing accounts, or by a list of addresses. */
export async function EnrolPart({ locale, here, courseId, cohort, q, coded, invited, list, came }: Props) {
  const t = translator(locale, 'courseEditor')
  const found = q.trim().length >= 2 ? await searchAccounts(courseId, q) : null
  return (
    <section id="enrol" aria-labelledby="enrol-h" className="mt-10 max-w-column scroll-mt-6">
      <h2 id="enrol-h" className="text-h2">
        {t('cohort.enrol')}
      </h2>
      {came && <Notice tone="done">{came.said ? t('cohortNote.came', came.said) : t('cohortNote.cameCodes')}</Notice>}
      <form method="get" action={`${here}#enrol`} className="mt-4">
        <TextField name="q" minLength={2} maxLength={100} label={t('cohort.search')} hint={t('cohort.searchHint')} defaultValue={q} />
        <button type="submit" className="btn btn-quiet mt-3">
          {t('cohort.searchDo')}
        </button>
      </form>
      {found && <Found t={t} here={here} q={q} found={found} coded={coded} />}
      {list && <ListProblems t={t} list={list} />}
      <form method="post" action={`${here}/enrol`} encType="multipart/form-data" className="mt-6 grid gap-4">
        <TextArea
          name="list"
          rows={6}
          spellCheck={false}
          label={t('cohort.list')}
          hint={t('cohort.listHint')}
          defaultValue={list?.text ?? ''}
        />
        <TextField name="file" type="file" accept=".csv,.txt,text/csv,text/plain" label={t('cohort.listFile')} />
        <div className="max-w-sm">
          <EncodingField locale={locale} value={null} />
        </div>
        <div>
          <button type="submit" className="btn btn-primary">
            {t('cohort.listDo')}
          </button>
        </div>
      </form>
      {invited > 0 && (
        <Invited t={t} here={here} invited={invited} failed={hasMail() ? await notMailed(cohort) : hasSingleSignOn() ? 0 : null} />
      )}
    </section>
  )
}

/** @param failed how many messages could not be sent; null without a mail server, when owners send the links themselves */
const Invited = ({ t, here, invited, failed }: { t: Texts; here: string; invited: number; failed: number | null }) => (
  <div className="mt-6 border-t border-line pt-5">
    <p className="leading-relaxed">
      {t('cohort.invited', { count: invited })}{' '}
      {failed === null || !hasMail() ? (
        <span className="text-ink-2">{t(failed === null ? 'cohort.linksText' : 'cohort.linksNone')}</span>
      ) : (
        failed > 0 && <span className="text-signal">{t('cohort.notMailed', { count: failed })}</span>
      )}
    </p>
    {failed !== 0 && (
      <form method="post" action={`${here}/links`}>
        <button type="submit" className="btn btn-quiet mt-3">
          {t(failed === null ? 'cohort.links' : 'cohort.again')}
        </button>
      </form>
    )}
  </div>
)

/** Matching accounts. If people are codes, it does not say who is already in the course: some enrolled themselves. */
function Found({ t, here, q, found, coded }: { t: Texts; here: string; q: string; found: Account[]; coded: boolean }) {
  if (found.length === 0) return <p className="mt-4 leading-relaxed text-ink-2">{t('cohort.notFound', { q })}</p>
  return (
    <form method="post" action={`${here}/enrol`} className="mt-4">
      <fieldset>
        <legend className="text-note font-medium">{t('cohort.found')}</legend>
        <div className="mt-1.5 grid gap-2">
          {found.map(({ id, name, email, enrolled }) => (
            <Tick key={id} name="account" value={id} label={name} text={`${email}${enrolled && !coded ? ` (${t('cohort.there')})` : ''}`} />
          ))}
        </div>
      </fieldset>
      <button type="submit" className="btn btn-primary mt-3">
        {t('cohort.enrolChosen')}
      </button>
    </form>
  )
}

function ListProblems({ t, list: { text, unread, note } }: { t: Texts; list: KeptList }) {
  if (note === 'look') {
    return (
      <>
        <Notice tone="problem">{t('cohortNote.look')}</Notice>
        <ul className="mt-3 grid gap-1 leading-normal">
          {text
            .split('\n')
            .filter(hasOtherLetters)
            .slice(0, 50)
            .map((line, i) => (
              <li key={i} className="wrap-anywhere">
                {line}
              </li>
            ))}
        </ul>
      </>
    )
  }
  return (
    <>
      <Notice tone="problem">{note ? t(`cohortNote.${note}`) : t('cohortNote.unread', { count: unread.length })}</Notice>
      {unread.length > 0 && (
        <ul className="mt-3 grid gap-1 leading-normal">
          {unread.slice(0, 50).map(({ line, text, why }) => (
            <li key={line} className="wrap-anywhere">
              <b className="font-semibold tabular-nums">{t('cohortNote.line', { line })}</b>: “{text.slice(0, 120)}”{' '}
              {t(`cohortNote.why.${why}`)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
