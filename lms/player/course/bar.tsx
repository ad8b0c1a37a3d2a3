import { useTranslations } from 'use-intl'
import { SavedChip } from '@/components/play/play-header'
import { Header } from '@/components/ui/header'
import type { CourseItem } from '../../course/content'
import { chipOf } from '../../delivery'
import type { CoursePageProps } from './place'

/** The LMS never refuses a course for good, so there is nowhere to leave to. */
const NOWHERE = { leave() {} }

export function CourseBar({
  content,
  session,
  go,
  item = null,
  children,
}: Pick<CoursePageProps, 'content' | 'session' | 'go'> & { item?: CourseItem | null; children?: React.ReactNode }) {
  const t = useTranslations('ui')
  const course = { label: content.title, ...(item && { href: '#main', go: () => go({ at: 'list' }) }) }
  return (
    <Header home="#main" crumbs={item ? [course, { label: item.title }] : [course]} skip={{ href: '#main', label: t('skip') }}>
      <SavedChip outbox={chipOf(session.saving)} delivery={NOWHERE} />
      {children}
    </Header>
  )
}

export const CourseMain = ({ children }: { children: React.ReactNode }) => (
  <main id="main" className="mx-auto w-full max-w-3xl px-4 pb-16 pt-8 lg:px-8 lg:pt-10">
    {children}
  </main>
)
