import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageTitle } from '@/components/ui/page-title'
import { openItem } from '@/server/enrolment/progress'
import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { CourseShell } from '../../../course-shell'
import { findOwn, ownEnrolment } from '../../../own'
import { coursePath, itemMinutes, itemTitle } from '../../../view'
import { ItemPart } from './item-part'

type Props = PageProps<'/[locale]/courses/[enrolment]/items/[item]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, enrolment: id, item: itemId } = await params
  const enrolment = await findOwn(id)
  const item = enrolment?.course.items.find((i) => i.id === itemId)
  return enrolment && item ? { title: `${itemTitle(await libraryIn(locale), item, locale)}: ${enrolment.course.title}` } : {}
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, enrolment: id, item: itemId } = await params
  const query = await searchParams
  const enrolment = await ownEnrolment(locale, id)
  const at = enrolment.course.items.findIndex((i) => i.id === itemId)
  if (at < 0) return gone(locale)
  const item = openItem(enrolment, itemId)
  if (!item) redirect(`${coursePath(locale, id)}${enrolment.row.terms_seen_at === null ? '' : '?note=order'}`)
  const t = translator(locale, 'courses')
  const library = await libraryIn(locale)
  const title = itemTitle(library, item, locale)
  return (
    <CourseShell locale={locale} crumbs={[{ label: enrolment.course.title, href: coursePath(locale, id) }, { label: title }]}>
      <PageTitle
        eyebrow={
          <>
            <a className="underline underline-offset-2 md:hidden" href={coursePath(locale, id)}>
              {enrolment.course.title}
            </a>
            <span>{t('item.position', { n: at + 1, of: enrolment.course.items.length })}</span>
            <span>{t('minutes', { minutes: itemMinutes(library, item) })}</span>
          </>
        }
      >
        {title}
      </PageTitle>
      <ItemPart locale={locale} enrolment={enrolment} item={item} query={query} />
    </CourseShell>
  )
}
