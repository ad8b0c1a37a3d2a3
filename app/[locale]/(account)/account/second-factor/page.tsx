import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Notice } from '@/components/ui/field'
import { ownPath } from '@/server/accounts/paths'
import { secondFactorOf, waitingApp } from '@/server/accounts/second-factor'
import { currentPerson } from '@/server/nextjs/current-person'
import { readFlash } from '@/server/nextjs/flash'
import { translator } from '@/server/platform/locales'
import { NarrowPage } from '../../../narrow-page'
import { Unproved } from '../../prove'
import { SignOut } from '../../sign-out-button'
import { type SecondFactorProps, NewPasskey, RecoveryCodes, SetUp, Settled, Waiting } from './parts'

type Props = PageProps<'/[locale]/account/second-factor'>
const NOTES = ['removed', 'kept', 'passkey'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { codes } = await readFlash('recovery-codes')
  return { title: translator((await params).locale, 'accounts')(codes ? 'secondFactor.codesTitle' : 'secondFactor.title') }
}

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, next } = await searchParams
  const wanted = ownPath(next, '')
  const here = `/${locale}/account/second-factor`
  const person = await currentPerson()
  if (!person) redirect(`/${locale}/sign-in?${new URLSearchParams({ next: here })}`)
  const t = translator(locale, 'accounts')
  const query = wanted && `?${new URLSearchParams({ next: wanted })}`
  const shown: SecondFactorProps = { locale, person, here, query, factor: await secondFactorOf(person.id) }
  const { codes } = await readFlash('recovery-codes')
  if (codes)
    return (
      <NarrowPage locale={locale} title={t('secondFactor.codesTitle')} lead={t('secondFactor.codesLead')}>
        <RecoveryCodes {...shown} codes={codes.split(' ')} />
      </NarrowPage>
    )
  // A passkey is a second factor too, so the person can go on.
  if (note === 'passkey' && wanted && !person.lacksFactor) redirect(wanted)
  const said = NOTES.find((n) => n === note)
  const waiting = await waitingApp(person.id, 'Second Look', person.email)
  return (
    <NarrowPage locale={locale} title={t('secondFactor.title')} lead={t('secondFactor.lead')}>
      {person.lacksFactor && <Notice tone="info">{t('secondFactor.needed')}</Notice>}
      {said && <Notice tone="done">{t(`secondFactor.note.${said}`)}</Notice>}
      <Unproved locale={locale} note={note} />
      {waiting ? (
        <Waiting {...shown} app={waiting} error={note === 'code' ? t('secondFactor.codeWrong') : undefined} />
      ) : shown.factor.since === null ? (
        <SetUp {...shown} />
      ) : null}
      <Settled {...shown} />
      {shown.factor.since === null && shown.factor.passkeys === 0 && <NewPasskey {...shown} />}
      {person.lacksFactor && <SignOut locale={locale} />}
    </NarrowPage>
  )
}
