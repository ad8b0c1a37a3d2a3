import { Section } from '@/components/ui/section'
import { partsFor } from '@/scenarios/engine/course/course'
import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { Terms } from '../../../../../(courses)/courses/terms'
import { courseMinutes, itemMinutes, itemTitle } from '../../../../../(courses)/courses/view'
import { ownedCourse } from '../../owned-course'
import { CourseShell } from '../course-shell'

type Props = PageProps<'/[locale]/manage/courses/[course]/preview'>

export const generateMetadata = titled('courseEditor', (t) => t('preview.title'))

export default async function Page({ params }: Props) {
  const { locale, course: id } = await params
  const { person, course, base } = await ownedCourse(locale, id, '/preview')
  const t = translator(locale, 'courseEditor')
  const { draft } = course
  const library = await libraryIn(locale)
  return (
    <CourseShell locale={locale} person={person} course={course} tab="content" crumbs={[{ label: t('preview.title') }]}>
      <Section name="preview" title={t('preview.title')} className="mt-6">
        <p className="mt-1 leading-relaxed text-ink-2">{t('preview.text')}</p>
        <div className="card mt-5 p-5 shadow-card sm:p-7">
          <p className="eyebrow">
            {translator(locale, 'courses')('minutes', { minutes: courseMinutes(library, partsFor(draft, 'first')) })}
          </p>
          <p className="mt-1 text-scene wrap-anywhere">{draft.title}</p>
          <p className="mt-2 max-w-prose leading-relaxed text-ink-2 wrap-anywhere">{draft.summary}</p>
          <div className="mt-6">
            <Terms locale={locale} course={draft} />
          </div>
        </div>
      </Section>
      <Section name="parts" title={t('preview.parts')} className="mt-8" look="text-lead font-semibold">
        {draft.items.length === 0 ? (
          <p className="mt-2 text-ink-2">{t('preview.empty')}</p>
        ) : (
          <ol className="mt-3 divide-y divide-line border-y border-line">
            {draft.items.map((item) => (
              <li key={item.id} className="py-3">
                <a className="font-medium hover:underline wrap-anywhere" href={`${base}/preview/${item.id}`}>
                  {itemTitle(library, item, locale)}
                </a>
                <p className="text-small text-ink-2">
                  {t(`kind.${item.kind}`)} · {t('minutes', { minutes: itemMinutes(library, item) })}
                  {item.only && ` · ${t(`only.${item.only}`)}`}
                </p>
              </li>
            ))}
          </ol>
        )}
      </Section>
    </CourseShell>
  )
}
