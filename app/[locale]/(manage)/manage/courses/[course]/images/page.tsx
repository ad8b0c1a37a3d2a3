import { CopyButton } from '@/components/ui/copy-button'
import { Notice, Submit, TextField } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { MOST_IMAGES, imagesOf } from '@/server/courses/images'
import { readFormDraft } from '@/server/accounts/form-drafts'
import { translator } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { ownedCourse } from '../../owned-course'
import { CourseShell } from '../course-shell'

type Props = PageProps<'/[locale]/manage/courses/[course]/images'>
export interface KeptPicture {
  alt: string
  problem: 'file' | 'alt' | 'type' | 'size' | 'many'
}

export const generateMetadata = titled('courseEditor', (t) => t('images.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, course: id } = await params
  const { person, course, base } = await ownedCourse(locale, id, '/images')
  const query = await searchParams
  const t = translator(locale, 'courseEditor')
  const editor = translator(locale, 'courseEditor')
  const [images, kept] = await Promise.all([imagesOf(id), readFormDraft<KeptPicture>(person.id, query.kept)])
  return (
    <CourseShell locale={locale} person={person} course={course} tab="content" crumbs={[{ label: t('images.title') }]}>
      {query.note === 'added' && <Notice tone="done">{t('images.added')}</Notice>}
      <Section name="images" title={t('images.title')} className="mt-6">
        <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t('images.lead')}</p>
        {images.length === 0 ? (
          <p className="card mt-4 p-5 text-ink-2">{t('images.none')}</p>
        ) : (
          <ul className="mt-4 grid gap-4 sm:grid-cols-2">
            {images.map(({ id: image, alt }) => (
              <li key={image} className="card p-4">
                {/* biome-ignore lint/performance/noImgElement: served as it was uploaded */}
                <img src={`/api/course-images/${image}`} alt={alt} loading="lazy" className="max-h-52 max-w-full rounded-lg" />
                <p className="mt-3 select-all font-mono text-small wrap-anywhere">{`![${alt}](image:${image})`}</p>
                <div className="mt-2 flex flex-wrap gap-3">
                  <CopyButton
                    text={`![${alt}](image:${image})`}
                    label={editor('cohort.copy')}
                    done={editor('cohort.copied')}
                    failed={editor('cohort.copyFailed')}
                  />
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="add" title={t('images.add')} className="mt-10 max-w-xl scroll-mt-6">
        {kept?.problem === 'many' && <Notice tone="problem">{t('images.problem.many', { most: MOST_IMAGES })}</Notice>}
        <form method="post" action={`${base}/images/add`} encType="multipart/form-data" className="mt-4 grid gap-5">
          <TextField
            name="file"
            type="file"
            accept="image/png,image/jpeg,image/webp"
            required
            label={t('images.file')}
            hint={t('images.fileHint')}
            {...(kept && kept.problem !== 'alt' && kept.problem !== 'many' && { error: t(`images.problem.${kept.problem}`) })}
          />
          <TextField
            name="alt"
            required
            maxLength={200}
            label={t('images.alt')}
            hint={t('images.altHint')}
            defaultValue={kept?.alt ?? ''}
            {...(kept?.problem === 'alt' && { error: t('images.problem.alt') })}
          />
          <div>
            <Submit>{t('images.do')}</Submit>
          </div>
        </form>
      </Section>
    </CourseShell>
  )
}
