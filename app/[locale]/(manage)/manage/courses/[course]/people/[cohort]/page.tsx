import { Notice, Submit } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { type Cohort, cohortsOf, dayOf, isRemovable, waitingCodes, shownByCode } from '@/server/enrolment/cohorts'
import { codeVersions } from '@/server/courses/courses'
import { crowdsArePossible } from '@/server/reports/crowd'
import { ruleIn } from '@/server/enrolment/rules'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { countCohort } from '@/server/records/records'
import { translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { ownOrigin } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { asked, ownedCourse } from '../../../owned-course'
import { CourseShell } from '../../course-shell'
import { addressOf } from '../../records/search'
import { CohortFields, type KeptCohort } from '../cohort-fields'
import { InvitedPart } from './invited-part'
import { LearnersPart } from './learners-part'
import { LinkPart } from './link-part'
import { type KeptRule, RulePart } from './rule-part'

type Props = PageProps<'/[locale]/manage/courses/[course]/people/[cohort]'>
const DONE = ['made', 'saved', 'link', 'withdrawn', 'mailing', 'ruled', 'ruleEnded'] as const
const PARTS = ['learners', 'open', 'rule', 'link', 'settings'] as const
const PROBLEMS = ['notRemoved', 'ruleEmpty', 'ruleBoth'] as const

export const generateMetadata = titled('courseEditor', (t) => t('people.cohort'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id, cohort: cohortId } = await params
  const { person, course, base } = await ownedCourse(locale, id, `/people/${cohortId}`)
  const query = await searchParams
  const t = translator(locale, 'courseEditor')
  const cohort = (await cohortsOf(id)).find((c) => c.row.id === cohortId) ?? gone(locale)
  const { row, invited } = cohort
  const here = `${base}/people/${cohortId}`
  const [totals, waiting, empty, codes, byCode, kept, origin] = await Promise.all([
    countCohort(id, cohortId),
    waitingCodes(id, cohortId),
    isRemovable(id, cohortId),
    codeVersions(id),
    shownByCode(id),
    readFormDraft<{ cohort?: KeptCohort; rule?: KeptRule }>(person.id, query.kept),
    ownOrigin(),
  ])
  const open = course.version > 0 && course.archivedAt === null
  return (
    <CourseShell locale={locale} person={person} course={course} tab="people" wide crumbs={[{ label: row.name }]}>
      <Said t={t} note={asked(query, 'note')} />
      <Head locale={locale} cohort={cohort} open={open} />
      {byCode !== 'none' && <p className="mt-2 max-w-prose leading-relaxed text-ink-2">{t('people.codesNote', { who: byCode })}</p>}
      {byCode !== 'none' && !(await crowdsArePossible()) && (
        <p className="card mt-3 max-w-measure p-5 leading-relaxed">{t('people.noCrowds')}</p>
      )}
      <LearnersPart
        locale={locale}
        records={`${base}/records`}
        filter={RecordFilter.parse({ cohort: cohortId })}
        totals={totals}
        waiting={waiting}
        coded={codes.includes(course.version)}
      />
      {open ? (
        <>
          {invited > 0 && (
            <InvitedPart
              locale={locale}
              here={here}
              cohort={cohortId}
              invited={invited}
              ruled={row.rule !== null}
              records={codes.length > 0 ? null : addressOf(`${base}/records`, { cohort: cohortId, state: 'invited' })}
            />
          )}
          <RulePart
            locale={locale}
            person={person}
            here={here}
            cohort={cohortId}
            rule={ruleIn(row.rule)}
            kept={kept?.rule ?? null}
            coded={codes.length > 0}
          />
          <LinkPart locale={locale} action={`${here}/link`} url={row.link && `${origin}/${locale}/enrol/${row.link}`} />
        </>
      ) : (
        <Notice tone="info">{t(course.archivedAt !== null ? 'people.archived' : 'people.notPublished')}</Notice>
      )}
      <Settings locale={locale} action={`${here}/change`} cohort={cohort} empty={empty} kept={kept?.cohort ?? null} />
    </CourseShell>
  )
}

function Head({ locale, cohort: { row, enrolled, completed, invited }, open }: { locale: string; cohort: Cohort; open: boolean }) {
  const t = translator(locale, 'courseEditor')
  const parts = PARTS.filter((part) => (part === 'open' ? open && invited > 0 : open || part === 'learners' || part === 'settings'))
  return (
    <>
      <div className="mt-6 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <h2 className="text-scene wrap-anywhere">{row.name}</h2>
          <p className="mt-1 leading-relaxed text-ink-2">
            {t('cohort.counts', { enrolled, completed })}{' '}
            {row.due_at !== null && `${t('people.due')}: ${t('people.day', { when: row.due_at })}.`}
          </p>
        </div>
        {open && (
          <a className="btn btn-primary" href={`/${locale}/manage/people/add?cohort=${row.id}`}>
            {translator(locale, 'addPeople')('title')}
          </a>
        )}
      </div>
      <nav aria-label={t('cohort.parts')} className="mt-2">
        <ul className="-ms-1 flex flex-wrap gap-x-4">
          {parts.map((part) => (
            <li key={part}>
              <a className="link inline-flex min-h-11 items-center px-1" href={`#${part === 'open' ? 'invited' : part}`}>
                {t(`cohort.${part}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}

function Said({ t, note }: { t: ReturnType<typeof translator<'courseEditor'>>; note: string }) {
  const [done, problem] = [DONE.find((n) => n === note), PROBLEMS.find((n) => n === note)]
  return done ? (
    <Notice tone="done">{t(`cohortNote.${done}`)}</Notice>
  ) : problem ? (
    <Notice tone="problem">{t(`cohortNote.${problem}`)}</Notice>
  ) : null
}

function Settings({
  locale,
  action,
  cohort: { row },
  empty,
  kept,
}: {
  locale: string
  action: string
  cohort: Cohort
  empty: boolean
  kept: KeptCohort | null
}) {
  const t = translator(locale, 'courseEditor')
  return (
    <Section id="settings" title={t('cohort.settings')} className="mt-10 max-w-xl scroll-mt-6 border-t border-line pt-6">
      <form method="post" action={action} className="mt-4 grid gap-4">
        <CohortFields
          locale={locale}
          name={kept?.values.name ?? row.name}
          due={kept?.values.due ?? dayOf(row.due_at)}
          errors={kept?.errors ?? []}
        />
        <div>
          <Submit>{t('cohort.save')}</Submit>
        </div>
      </form>
      {empty && (
        <form method="post" action={action} className="mt-6">
          <p className="leading-relaxed text-ink-2">{t('cohort.removeText')}</p>
          <button type="submit" name="do" value="remove" className="btn btn-quiet mt-2">
            {t('cohort.remove')}
          </button>
        </form>
      )}
    </Section>
  )
}
