import { Section } from '@/components/ui/section'
import { GraduationCap, Presentation, UserRound } from 'lucide-react'
import { translator } from '@/server/platform/locales'

export function Uses({ locale }: { locale: string }) {
  const t = translator(locale, 'home')
  const uses = [
    { id: 'alone', Icon: UserRound, links: [{ to: 'learn', label: t('back.all') }] },
    { id: 'course', Icon: GraduationCap, links: [{ to: 'manage/courses', label: t('uses.course.link') }] },
    {
      id: 'session',
      Icon: Presentation,
      links: [
        { to: 'live', label: t('live') },
        { to: 'j', label: t('join') },
      ],
    },
  ] as const
  return (
    <Section name="uses" title={t('uses.title')} className="mt-14 lg:mt-20" look="text-title">
      <ul className="cards mt-5">
        {uses.map(({ id, Icon, links }) => (
          <li key={id} className="card flex flex-col p-5 sm:p-6">
            <h3 className="flex items-center gap-2.5 text-h3">
              <Icon className="icon text-accent" />
              {t(`uses.${id}.title`)}
            </h3>
            <p className="mt-1.5 leading-relaxed text-ink-2">{t(`uses.${id}.text`)}</p>
            <p className="mt-auto flex flex-wrap items-center gap-x-4 gap-y-1.5 pt-4 text-note">
              {links.map(({ to, label }) => (
                <a key={to} className={to === 'live' ? 'btn btn-quiet' : 'link py-2.5'} href={`/${locale}/${to}`}>
                  {label}
                </a>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
