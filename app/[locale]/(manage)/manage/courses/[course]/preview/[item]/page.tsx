import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { itemMinutes, itemTitle } from '../../../../../../(courses)/courses/view'
import { ownedCourse } from '../../../owned-course'
import { CourseShell } from '../../course-shell'
import { ItemPreview } from './item-preview'

type Props = PageProps<'/[locale]/manage/courses/[course]/preview/[item]'>

export const generateMetadata = titled('courseEditor', (t) => t('preview.title'))

export default async function Page({ params }: Props) {
  const { locale, course: id, item: itemId } = await params
  const { person, course, base } = await ownedCourse(locale, id, `/preview/${itemId}`)
  const { items } = course.draft
  const at = items.findIndex((i) => i.id === itemId)
  const item = items[at] ?? gone(locale)
  const next = items[at + 1]
  const t = translator(locale, 'courseEditor')
  const library = await libraryIn(locale)
  return (
    <CourseShell
      locale={locale}
      person={person}
      course={course}
      tab="content"
      crumbs={[{ label: t('preview.title'), href: `${base}/preview` }, { label: itemTitle(library, item, locale) }]}
    >
      <article aria-labelledby="part-h" className="card mt-6 p-5 shadow-card sm:p-7">
        <p className="eyebrow">
          {t('preview.of', { n: at + 1, of: items.length })} · {t('minutes', { minutes: itemMinutes(library, item) })}
        </p>
        <h2 id="part-h" className="mt-1 text-scene wrap-anywhere">
          {itemTitle(library, item, locale)}
        </h2>
        <ItemPreview locale={locale} base={base} item={item} />
      </article>
      <p className="mt-6 flex flex-wrap gap-3">
        {next && (
          <a className="btn btn-primary" href={`${base}/preview/${next.id}`}>
            {t('preview.next')}
          </a>
        )}
        <a className="btn btn-quiet" href={`${base}/preview`}>
          {t('preview.back')}
        </a>
      </p>
    </CourseShell>
  )
}
