import type { Metadata } from 'next'
import { ITEM_KINDS } from '@/scenarios/engine/course/course'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { ownedCourse } from '../../../owned-course'
import { CourseShell } from '../../course-shell'
import { ItemForm, type KeptItem } from '../../item-form'

type Props = PageProps<'/[locale]/manage/courses/[course]/add/[kind]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, kind } = await params
  const known = ITEM_KINDS.find((k) => k === kind)
  return known ? { title: translator(locale, 'courseEditor')(`item.addTitle.${known}`) } : {}
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id, kind: wanted } = await params
  const { person, course, base } = await ownedCourse(locale, id, `/add/${wanted}`)
  const kind = ITEM_KINDS.find((k) => k === wanted) ?? gone(locale)
  const kept = await readFormDraft<KeptItem>(person.id, (await searchParams).kept)
  return (
    <CourseShell
      locale={locale}
      person={person}
      course={course}
      tab="content"
      crumbs={[{ label: translator(locale, 'courseEditor')(`item.addTitle.${kind}`) }]}
    >
      <ItemForm locale={locale} base={base} course={course} kind={kind} item={null} kept={kept} />
    </CourseShell>
  )
}
