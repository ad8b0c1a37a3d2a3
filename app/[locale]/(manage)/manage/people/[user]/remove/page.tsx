import { PageTitle } from '@/components/ui/page-title'
import { Submit } from '@/components/ui/field'
import { permitted } from '@/server/nextjs/current-person'
import { readPerson } from '@/server/accounts/person'
import { translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { titled } from '@/server/nextjs/titled'
import { ManageShell } from '../../../manage-shell'
import { Prove, Unproved } from '../../../../../(account)/prove'

type Props = PageProps<'/[locale]/manage/people/[user]/remove'>

export const generateMetadata = titled('people', (t) => t('person.remove'))

export default async function Page({ params, searchParams }: Props) {
  const { locale, user } = await params
  const person = await permitted(locale, `/${locale}/manage/people`, 'administrator')
  const whom = await readPerson(user)
  if (!whom) return gone(locale)
  const t = translator(locale, 'people')
  const here = `/${locale}/manage/people/${user}`
  return (
    <ManageShell
      locale={locale}
      person={person}
      section="people"
      crumbs={[{ label: whom.name, href: here }, { label: t('person.remove') }]}
    >
      <PageTitle>{t('remove.title', { name: whom.name })}</PageTitle>
      <p className="mt-1 text-ink-2 wrap-anywhere">{whom.email}</p>
      <p className="mt-4 max-w-prose leading-relaxed">{t('remove.text')}</p>
      <Unproved locale={locale} note={(await searchParams).note} />
      <form method="post" action={`${here}/remove/confirm`} className="mt-6">
        <Prove locale={locale} person={person} here={`${here}/remove`} />
        <div className="mt-6 flex flex-wrap gap-3">
          <Submit look="btn-quiet text-risk">{t('remove.do')}</Submit>
          <a className="btn btn-ghost" href={here}>
            {t('remove.keep')}
          </a>
        </div>
      </form>
    </ManageShell>
  )
}
