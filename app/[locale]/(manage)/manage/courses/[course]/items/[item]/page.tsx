import { readFormDraft } from '@/server/accounts/form-drafts'
import { translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { ownedCourse } from '../../../owned-course'
import { CourseShell } from '../../course-shell'
import { ItemForm, type KeptItem } from '../../item-form'

type Props = PageProps<'/[locale]/manage/courses/[course]/items/[item]'>

export const generateMetadata = titled('courseEditor', (t) => t('content.edit'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id, item: wanted } = await params
  const { person, course, base } = await ownedCourse(locale, id, `/items/${wanted}`)
  const item = course.draft.items.find((i) => i.id === wanted) ?? gone(locale)
  const kept = await readFormDraft<KeptItem>(person.id, (await searchParams).kept)
  return (
    <CourseShell
      locale={locale}
      person={person}
      course={course}
      tab="content"
      crumbs={[{ label: translator(locale, 'courseEditor')(`item.editTitle.${item.kind}`) }]}
    >
      <ItemForm locale={locale} base={base} course={course} kind={item.kind} item={item} kept={kept} />
    </CourseShell>
  )
}
