import { Notice, Submit } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { type CourseDiff, diffCourses } from '@/scenarios/courses/diff'
import { type Item, turnsFault } from '@/scenarios/engine/course/course'
import { countsByCourse } from '@/server/enrolment/cohorts'
import { type OwnedCourse, courseVersion, unknownScenarios } from '@/server/courses/courses'
import { itemsIn } from '@/server/courses/items'
import { courseFaults } from '@/server/courses/text-faults'
import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { ownedCourse } from '../../owned-course'
import { CourseShell } from '../course-shell'
import { wholeOf } from '../whole'
import { ChangeLink, PeopleMean, RuleLink, RulesShown, sayer } from './rules-shown'

type Props = PageProps<'/[locale]/manage/courses/[course]/publish'>
type Texts = ReturnType<typeof translator<'courseEditor'>>

export const generateMetadata = titled('courseEditor', (t) => t('publish.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const { person, course, base } = await ownedCourse(locale, id, '/publish')
  const { note } = await searchParams
  const t = translator(locale, 'courseEditor')
  const { draft, version } = course
  const diff = version > 0 ? diffCourses(await courseVersion(id, version), draft) : null
  const enrolled = (await countsByCourse()).get(id)?.enrolled ?? 0
  const library = await libraryIn(locale)
  const { titleOf } = itemsIn(library)
  const isSame = diff !== null && diff.fields.length === 0 && diff.items.length === 0
  const stop = obstacle(t, course, isSame, await unknownScenarios(draft)) ?? (await faulty(t, course))
  return (
    <CourseShell locale={locale} person={person} course={course} tab="content" publishing crumbs={[{ label: t('publish.title') }]}>
      {note === 'elsewhere' && <Notice tone="problem">{t('note.elsewhere')}</Notice>}
      <Section name="publish" title={t('publish.title')} className="mt-6 max-w-column leading-relaxed">
        <p className="mt-1 text-ink-2">{version === 0 ? t('publish.first') : t('publish.who', { count: enrolled })}</p>
        {diff ? (
          <Changes t={t} diff={diff} titleOf={titleOf} say={await sayer(locale)} base={base} />
        ) : (
          <>
            <h3 className="mt-6 font-semibold">{t('publish.holds')}</h3>
            <p className="flex flex-wrap justify-between gap-x-4 text-ink-2">
              <span>
                {t('content.count', { count: draft.items.length })}, {wholeOf(t, library, draft)}
              </span>
              <ChangeLink t={t} href={base} what={t('publish.holds')} />
            </p>
            <RulesShown locale={locale} draft={draft} base={base} />
          </>
        )}
        {stop && <Notice tone={isSame ? 'info' : 'problem'}>{stop}</Notice>}
        <form method="post" action={`${base}/publish/confirm`} className="mt-6 flex flex-wrap gap-3">
          <input type="hidden" name="seen" value={course.updatedAt} />
          {!stop && <Submit>{t('publish.do', { version: version + 1 })}</Submit>}
          <a className="btn btn-quiet" href={base}>
            {t('publish.back')}
          </a>
        </form>
      </Section>
    </CourseShell>
  )
}

function obstacle(t: Texts, { draft, version, archivedAt }: OwnedCourse, isSame: boolean, unknown: string[]): string | null {
  if (archivedAt !== null) return t('publish.archived')
  if (draft.items.length === 0) return t('publish.empty')
  if (unknown.length > 0) return t('publish.unknown', { scenarios: unknown.join(', ') })
  return isSame ? t('publish.same', { version }) : null
}

async function faulty(t: Texts, { id, draft }: OwnedCourse): Promise<string | null> {
  const turns = turnsFault(draft)
  if (turns) return t(`publish.turns.${turns}`)
  const faults = await courseFaults(id, draft)
  if (faults.length === 0) return null
  return t('publish.faults', {
    where: faults.map(({ kind, id, line, title }) => `“${title}”: ${t(`item.fault.${kind}`, { id, line })}`).join(' '),
  })
}

interface ChangesProps {
  t: Texts
  diff: CourseDiff
  titleOf: (item: Item) => string
  say: Awaited<ReturnType<typeof sayer>>
  base: string
}
function Changes({ t, diff: { items, fields }, titleOf, say, base }: ChangesProps) {
  return (
    <>
      <h3 className="mt-6 font-semibold">{t('publish.items')}</h3>
      {items.length === 0 ? (
        <p className="text-ink-2">{t('publish.noItems')}</p>
      ) : (
        <ul className="mt-2 divide-y divide-line border-y border-line">
          {items.map(({ change, item }) => (
            <li key={item.id} className="flex flex-wrap gap-x-4 py-2">
              <span className="w-24 shrink-0 font-medium">{t(`publish.change.${change}`)}</span>
              <span className="min-w-0 flex-1 wrap-anywhere">
                {titleOf(item)} <span className="text-ink-2">({t(`kind.${item.kind}`)})</span>
              </span>
              {change !== 'removed' && (
                <ChangeLink t={t} href={change === 'moved' ? `${base}#item-${item.id}` : `${base}/items/${item.id}`} what={titleOf(item)} />
              )}
            </li>
          ))}
        </ul>
      )}
      <h3 className="mt-6 font-semibold">{t('publish.rules')}</h3>
      {fields.length === 0 ? (
        <p className="text-ink-2">{t('publish.noRules')}</p>
      ) : (
        <ul className="mt-2 divide-y divide-line border-y border-line">
          {fields.map(({ field, before, after }) => (
            <li key={field} className="flex flex-wrap justify-between gap-x-4 py-2">
              <div className="min-w-0 flex-1 wrap-anywhere">
                <span className="font-medium">{t(`publish.field.${field}`)}</span>:{' '}
                {t('publish.fromTo', { before: say(field, before), after: say(field, after) })}
                {field === 'people' && (after === 'names' || after === 'codes') && <PeopleMean t={t} people={after} />}
              </div>
              <RuleLink t={t} base={base} field={field} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
