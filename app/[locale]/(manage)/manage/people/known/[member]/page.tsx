import { redirect } from 'next/navigation'
import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { readAbout } from '@/server/accounts/people-search'
import { permitted } from '@/server/nextjs/current-person'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { languageOf, translator } from '@/server/platform/locales'
import { ManageShell } from '../../../manage-shell'
import { Act } from '../../[user]/act'
import { AboutPerson } from '../../about'
import { Prove, Unproved } from '../../../../../(account)/prove'

type Props = PageProps<'/[locale]/manage/people/known/[member]'>
const NOTES = ['left', 'back', 'renamed', 'notRenamed'] as const

export const generateMetadata = titled('manage', (t) => t('people.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, member } = await params
  const person = await permitted(locale, `/${locale}/manage/people`, 'administrator')
  const about = (await readAbout({ member })) ?? gone(locale)
  if (about.user) redirect(`/${locale}/manage/people/${about.user}`)
  const { note } = await searchParams
  const said = NOTES.find((n) => n === note)
  const t = translator(locale, 'people')
  const here = `/${locale}/manage/people/known/${member}`
  const name = about.name || about.address
  return (
    <ManageShell locale={locale} person={person} section="people" crumbs={[{ label: name }]}>
      <PageTitle>{name}</PageTitle>
      {about.name && <p className="mt-1 text-ink-2 wrap-anywhere">{about.address}</p>}
      {said && <Notice tone={said === 'notRenamed' ? 'problem' : 'done'}>{t(`about.note.${said}`)}</Notice>}
      <Unproved locale={locale} note={note} />
      <AboutPerson locale={locale} about={about} />
      <div className="mt-6 max-w-column">
        {about.leftAt === null ? (
          <Act id="left" title={t('person.leave')} text={t('about.leaveText')} action={`${here}/left`} label={t('about.leaveDo')}>
            <Prove locale={locale} person={person} here={here} />
          </Act>
        ) : (
          <Act
            id="back"
            title={t('person.leaver', { day: new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' }).format(about.leftAt) })}
            text={t('about.backText')}
            action={`${here}/left`}
            label={t('about.backDo')}
          >
            <input type="hidden" name="do" value="back" />
          </Act>
        )}
      </div>
    </ManageShell>
  )
}
