import { Submit, TextField } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { shippedCourses } from '@/server/courses/shipped'
import { itemsIn } from '@/server/courses/items'
import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { ForeignNote, spoken } from '@/app/[locale]/foreign-note'
import { ManageShell } from '../../manage-shell'
import { FileFields, type KeptFile } from '../file-fields'
import { owner } from '../owned-course'

type Props = PageProps<'/[locale]/manage/courses/new'>
export type CourseFormDraft = { from: 'empty'; title: string } | ({ from: 'file' } & KeptFile)

export const generateMetadata = titled('courseEditor', (t) => t('new.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const person = await owner(locale, '/new')
  const kept = await readFormDraft<CourseFormDraft>(person.id, (await searchParams).kept)
  const t = translator(locale, 'courseEditor')
  const { courseMinutes } = itemsIn(await libraryIn(locale))
  const action = `/${locale}/manage/courses/create`
  const shipped = shippedCourses(locale).map((one) => ({ ...one, ...spoken(locale, one.language) }))
  return (
    <ManageShell locale={locale} person={person} section="courses" crumbs={[{ label: t('new.title') }]}>
      <PageTitle>{t('new.title')}</PageTitle>
      {shipped.length > 0 && (
        <Section name="shipped" title={t('new.shipped.title')} className="mt-8">
          <p className="mt-1 text-ink-2">{t('new.shipped.text')}</p>
          <ul className="mt-4 grid gap-4 sm:grid-cols-2">
            {shipped.map(({ name, course, lang, foreign }) => (
              <li key={name} className="card flex flex-col p-5">
                <h3 className="font-semibold" lang={lang(course.title)}>
                  {course.title}
                </h3>
                <p className="mt-1 leading-relaxed text-ink-2" lang={lang(course.summary)}>
                  {course.summary}
                </p>
                <ForeignNote locale={locale} foreign={foreign} />
                <p className="mt-2 text-small text-ink-2">
                  {t('content.count', { count: course.items.length })}, {t('content.whole', { minutes: courseMinutes(course) })}
                </p>
                <form method="post" action={action} className="mt-auto pt-4">
                  <input type="hidden" name="from" value="shipped" />
                  <button
                    type="submit"
                    name="name"
                    value={name}
                    className="btn btn-quiet"
                    aria-label={t('new.shipped.name', { title: course.title })}
                  >
                    {t('new.shipped.do')}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section name="empty" title={t('new.empty.title')} className="mt-10">
        <p className="mt-1 text-ink-2">{t('new.empty.text')}</p>
        <form method="post" action={action} className="mt-4 grid max-w-xl gap-4">
          <input type="hidden" name="from" value="empty" />
          <TextField
            name="title"
            required
            maxLength={160}
            label={t('new.empty.name')}
            {...(kept?.from === 'empty' && { defaultValue: kept.title, error: t('item.errors.title') })}
          />
          <div>
            <Submit>{t('new.empty.do')}</Submit>
          </div>
        </form>
      </Section>
      <Section name="file" title={t('new.file.title')} className="mt-10">
        <p className="mt-1 text-ink-2">{t('new.file.text')}</p>
        <form method="post" action={action} encType="multipart/form-data" className="mt-4 grid gap-4">
          <input type="hidden" name="from" value="file" />
          <FileFields locale={locale} kept={kept?.from === 'file' ? kept : null} />
          <div>
            <Submit>{t('new.file.do')}</Submit>
          </div>
        </form>
      </Section>
    </ManageShell>
  )
}
