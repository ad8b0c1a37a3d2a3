import { Section } from '@/components/ui/section'
import { Submit } from '@/components/ui/field'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { FileFields, type KeptFile } from '../../file-fields'
import { ownedCourse } from '../../owned-course'
import { CourseShell } from '../course-shell'
import { KeptNotice } from '../item-form'

type Props = PageProps<'/[locale]/manage/courses/[course]/file'>
export type KeptDraftFile = KeptFile & { elsewhere: boolean }

export const generateMetadata = titled('courseEditor', (t) => t('file.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const { person, course, base } = await ownedCourse(locale, id, '/file')
  const t = translator(locale, 'courseEditor')
  const kept = await readFormDraft<KeptDraftFile>(person.id, (await searchParams).kept)
  return (
    <CourseShell locale={locale} person={person} course={course} tab="content" crumbs={[{ label: t('file.title') }]}>
      <Section name="file" title={t('file.title')} className="mt-6">
        <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t('file.text')}</p>
        <p className="mt-4">
          <a className="btn btn-quiet" href={`${base}/file/yaml`} download>
            {t('file.download')}
          </a>
        </p>
      </Section>
      <Section name="replace" title={t('file.replace')} className="mt-8">
        <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t('file.replaceText')}</p>
        {kept?.elsewhere && <KeptNotice t={t} base={base} elsewhere />}
        <form method="post" action={`${base}/file/save`} encType="multipart/form-data" className="mt-4 grid gap-4">
          <input type="hidden" name="seen" value={course.updatedAt} />
          <FileFields locale={locale} kept={kept} />
          <div>
            <Submit>{t('file.do')}</Submit>
          </div>
        </form>
      </Section>
    </CourseShell>
  )
}
