import type { Metadata } from 'next'
import { Notice, Submit, TextField } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { toolAddresses } from '@/server/lti/addresses'
import { deploymentsOf } from '@/server/lti/deployments'
import { type Platform, awaitedPlatform, isComplete, isSettled, readPlatform } from '@/server/lti/platforms'
import { permitted } from '@/server/nextjs/current-person'
import { readFlash } from '@/server/nextjs/flash'
import { gone } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'
import { translator } from '@/server/platform/locales'
import { ManageShell } from '../../manage-shell'
import { PlatformFields } from '../fields'
import { Deployments, LinkCounts, OfferedCourses, Scores } from './parts'

type Props = PageProps<'/[locale]/manage/platforms/[platform]'>
const DONE = ['added', 'saved', 'accepted', 'refused', 'courses', 'again'] as const
const REFUSED = ['check', 'taken', 'settled'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readPlatform((await params).platform))?.name ?? '' }
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, platform: id } = await params
  const { note, wrong } = await searchParams
  const here = `/${locale}/manage/platforms/${id}`
  const person = await permitted(locale, here, ...SECTIONS.platforms)
  const platform = await readPlatform(id)
  if (!platform) return gone(locale)
  const t = translator(locale, 'lti')
  const said = DONE.find((known) => known === note)
  const refused = REFUSED.find((known) => known === note)
  return (
    <ManageShell locale={locale} person={person} section="platforms" crumbs={[{ label: platform.name }]}>
      <PageTitle>{platform.name}</PageTitle>
      {said && <Notice tone="done">{t(`manage.note.${said}`)}</Notice>}
      {refused && <Notice tone="problem">{t(`manage.note.${refused}`)}</Notice>}
      <RegistrationLink locale={locale} platform={platform} />
      <Deployments locale={locale} platform={platform} />
      {isComplete(platform) && (
        <>
          <Scores locale={locale} platform={platform} person={person} />
          <OfferedCourses locale={locale} platform={platform} person={person} />
          <LinkCounts locale={locale} platform={platform} person={person} asked={note === 'members'} />
        </>
      )}
      <h2 className="mt-10 text-h2">{t('manage.edit')}</h2>
      <form method="post" action={`${here}/save`} className="mt-4 grid max-w-xl gap-5">
        <PlatformFields
          locale={locale}
          values={{ ...(await valuesOf(platform)), ...(refused && (await readFlash('platform'))) }}
          wrong={typeof wrong === 'string' ? wrong.split(' ') : []}
          settled={await isSettled(id)}
        />
        <Submit look="btn-primary justify-self-start">{t('manage.save')}</Submit>
      </form>
      <details className="card mt-10 p-5">
        <summary className="link w-fit">{t('manage.removeTitle')}</summary>
        <p className="mt-4 leading-relaxed">{t('manage.removeText')}</p>
        <form method="post" action={`${here}/remove`} className="mt-4">
          <Submit look="btn-quiet">{t('manage.remove', { name: platform.name })}</Submit>
        </form>
      </details>
    </ManageShell>
  )
}

async function valuesOf(platform: Platform): Promise<Record<string, string>> {
  const deployments = (await deploymentsOf(platform.id)).filter(({ accepted }) => accepted)
  return {
    name: platform.name,
    issuer: platform.issuer,
    client_id: isComplete(platform) ? platform.clientId : '',
    auth_url: platform.authUrl,
    token_url: platform.tokenUrl,
    jwks_url: platform.jwksUrl,
    origins: platform.origins.join('\n'),
    deployments: deployments.map(({ deployment }) => deployment).join('\n'),
    reports: platform.reports,
  }
}

async function RegistrationLink({ locale, platform }: { locale: string; platform: Platform }) {
  const t = translator(locale, 'lti')
  const { token } = await readFlash('registration')
  const addresses = toolAddresses()
  if (!token || !addresses || (await awaitedPlatform(token))?.id !== platform.id) return null
  return (
    <div className="card mt-6 p-5">
      <TextField name="link" label={t('manage.link')} hint={t('manage.linkMade')} readOnly value={addresses.register(locale, token)} />
    </div>
  )
}
