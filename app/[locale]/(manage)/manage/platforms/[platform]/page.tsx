import type { Metadata } from 'next'
import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { isComplete, readPlatform } from '@/server/lti/platforms'
import { has, permitted } from '@/server/nextjs/current-person'
import { gone } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'
import { translator } from '@/server/platform/locales'
import { Unproved, isUnproved } from '../../../../(account)/prove'
import { ManageShell } from '../../manage-shell'
import { Connecting, Removal, Settings } from './administration'
import { Deployments, LinkCounts, OfferedCourses, Scores } from './parts'

type Props = PageProps<'/[locale]/manage/platforms/[platform]'>
const DONE = ['added', 'saved', 'accepted', 'refused', 'courses', 'again'] as const
const REFUSED = ['check', 'foreign', 'taken', 'settled'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readPlatform((await params).platform))?.name ?? '' }
}

/** Administrators connect a platform. Owners see its links to their own courses, and choose which of those it may have. */
export default async function Page({ params, searchParams }: Props) {
  const { locale, platform: id } = await params
  const query = await searchParams
  const person = await permitted(locale, `/${locale}/manage/platforms/${id}`, ...SECTIONS.platforms)
  const platform = await readPlatform(id)
  if (!platform) return gone(locale)
  const t = translator(locale, 'lti')
  const said = DONE.find((known) => known === query.note)
  const refused = REFUSED.find((known) => known === query.note)
  const unproved = isUnproved(query.note) ? <Unproved locale={locale} note={query.note} /> : null
  const problem = refused ? <Notice tone="problem">{t(`manage.note.${refused}`)}</Notice> : unproved
  const isRemoval = query.of === 'removal'
  const wrong = typeof query.wrong === 'string' ? query.wrong.split(' ') : []
  const Connected = isComplete(platform) ? Settings : Connecting
  const isAdministrator = has(person, 'administrator')
  return (
    <ManageShell locale={locale} person={person} section="platforms" crumbs={[{ label: platform.name }]}>
      <PageTitle>{platform.name}</PageTitle>
      {said && <Notice tone="done">{t(`manage.note.${said}`)}</Notice>}
      {isAdministrator && <Deployments locale={locale} platform={platform} />}
      {isComplete(platform) && (
        <>
          <Scores locale={locale} platform={platform} person={person} />
          <OfferedCourses locale={locale} platform={platform} person={person} />
          <LinkCounts locale={locale} platform={platform} person={person} asked={query.note === 'members'} />
        </>
      )}
      {!isComplete(platform) && !isAdministrator && <p className="mt-6 leading-relaxed">{t('manage.waits')}</p>}
      {isAdministrator && (
        <>
          <Connected {...{ locale, platform, person, wrong }} notice={isRemoval ? null : problem} />
          <Removal {...{ locale, platform, person }} notice={isRemoval ? problem : null} />
        </>
      )}
    </ManageShell>
  )
}
