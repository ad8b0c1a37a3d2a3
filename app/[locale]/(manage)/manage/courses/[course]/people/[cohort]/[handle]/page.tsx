import type { Metadata } from 'next'
import { SelectField, Tick } from '@/components/ui/field'
import { cohortsOf } from '@/server/courses/cohorts'
import { holdsCertificate, rosterLine } from '@/server/courses/roster'
import { translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { ownedCourse } from '../../../../owned'
import { CourseShell } from '../../../course-shell'
import { nameOf } from '../learners-part'

type Props = PageProps<'/[locale]/manage/courses/[course]/people/[cohort]/[handle]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'courseEditor')('cohort.change') }
}

/** One person in a cohort, to be moved or marked as having left. */
export default async function Page({ params }: Props) {
  const { locale, course: id, cohort, handle } = await params
  const { person, course, base } = await ownedCourse(locale, id, `/people/${cohort}/${handle}`)
  const line = (await rosterLine(id, cohort, handle)) ?? gone(locale)
  // Nothing can be changed about a code: see docs/decisions/codes.md.
  if (line.coded) gone(locale)
  const cohorts = await cohortsOf(id)
  const t = translator(locale, 'courseEditor')
  const here = `${base}/people/${cohort}`
  const own = cohorts.find(({ row }) => row.id === cohort)!
  const others = cohorts.filter((c) => c !== own)
  const title = t('learner.title', { who: nameOf(t, line) })
  const crumbs = [{ label: own.row.name, href: here }, { label: title }]
  return (
    <CourseShell locale={locale} person={person} course={course} tab="people" crumbs={crumbs}>
      <h2 className="mt-6 text-h2 wrap-anywhere">{title}</h2>
      <section aria-labelledby="move-h" className="mt-6 max-w-xl">
        <h3 id="move-h" className="font-semibold">
          {t('learner.move')}
        </h3>
        <p className="mt-1 leading-relaxed text-ink-2">{t(others.length === 0 ? 'learner.noOther' : 'learner.moveText')}</p>
        {others.length > 0 && (
          <form method="post" action={`${here}/${handle}/change`} className="mt-3 grid gap-3">
            <SelectField name="cohort" label={t('learner.to')}>
              {others.map(({ row }) => (
                <option key={row.id} value={row.id}>
                  {row.name}
                </option>
              ))}
            </SelectField>
            <div>
              <button type="submit" name="do" value="move" className="btn btn-quiet">
                {t('learner.moveDo')}
              </button>
            </div>
          </form>
        )}
      </section>
      <section aria-labelledby="end-h" className="mt-8 max-w-xl">
        <h3 id="end-h" className="font-semibold">
          {t('learner.end')}
        </h3>
        <p className="mt-1 leading-relaxed text-ink-2">{t('learner.endText')}</p>
        <form method="post" action={`${here}/${handle}/change`} className="mt-3">
          <button type="submit" name="do" value="end" className="btn btn-quiet">
            {t('learner.endDo')}
          </button>
        </form>
      </section>
      {(await holdsCertificate(id, cohort, handle)) && (
        <section aria-labelledby="revoke-h" className="mt-8 max-w-xl">
          <h3 id="revoke-h" className="font-semibold">
            {t('learner.revoke')}
          </h3>
          <p className="mt-1 leading-relaxed text-ink-2">{t('learner.revokeText')}</p>
          <form method="post" action={`${here}/${handle}/change`} className="mt-3 grid justify-items-start gap-3">
            <Tick name="confirm" value="yes" label={t('learner.revokeConfirm')} />
            <button type="submit" name="do" value="revoke" className="btn btn-quiet">
              {t('learner.revokeDo')}
            </button>
          </form>
        </section>
      )}
      <p className="mt-8">
        <a className="link" href={here}>
          {own.row.name}
        </a>
      </p>
    </CourseShell>
  )
}
