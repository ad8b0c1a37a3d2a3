import { GraduationCap } from 'lucide-react'
import { translator } from '@/server/platform/locales'
import { ownEnrolments } from './own'

/** In the bar, for people who are enrolled in a course. */
export async function CoursesLink({ locale }: { locale: string }) {
  if ((await ownEnrolments()).length === 0) return null
  const t = translator(locale, 'courses')
  return (
    <a className="btn btn-ghost min-h-10 px-2.5" href={`/${locale}/courses`}>
      <GraduationCap className="icon" />
      <span className="max-sm:sr-only">{t('title')}</span>
    </a>
  )
}
