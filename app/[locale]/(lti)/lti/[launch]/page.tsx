import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { type Launch, readLaunch } from '@/server/lti/launches'
import { hasSeenDisclosure, openedBy } from '@/server/lti/links'
import { translator } from '@/server/platform/locales'
import { LaunchShell } from '../launch-shell'
import { Chooser } from './chooser'
import { Disclosure } from './disclosure'

type Props = PageProps<'/[locale]/lti/[launch]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, launch: token } = await params
  return { title: titleOf(locale, await opened(locale, await readLaunch(token))) }
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, launch: token } = await params
  const launch = await readLaunch(token)
  if (!launch) redirect(`/${locale}/lti/problem?why=over`)
  if (launch.claims.kind === 'deep-linking')
    return <Chooser locale={locale} token={token} launch={launch} claims={launch.claims} problem={(await searchParams).note === 'choose'} />
  const opens = await opened(locale, launch)
  if (!opens) redirect(`/${locale}/lti/problem?why=unlinked`)
  return (
    <LaunchShell locale={locale} title={opens.title} lead={opens.summary}>
      <Disclosure
        {...{ locale, token, launch, opens }}
        claims={launch.claims}
        begun={await hasSeenDisclosure(launch, launch.claims, opens)}
      />
    </LaunchShell>
  )
}

const opened = async (locale: string, launch: Launch | null) =>
  launch?.claims.kind === 'resource' && launch.claims.target ? openedBy(launch.claims.target, launch.platform, locale) : null

const titleOf = (locale: string, opens: { title: string } | null): string => opens?.title ?? translator(locale, 'lti')('choose.title')
