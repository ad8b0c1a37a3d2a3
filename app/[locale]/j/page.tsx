import type { Metadata } from 'next'
import { Join } from '@/components/live/join'
import { Texts } from '@/components/ui/texts'
import { roomOfCode } from '@/server/live/rooms'
import { JoinName } from '@/components/live/join'
import { languageOf, messagesOf, translator } from '@/server/locales'
import { PageShell } from '../page-shell'

type Props = PageProps<'/[locale]/j'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'livePhone')('join.title') }
}

/** Where people join a session by its code, and say a nickname where the facilitator wants one. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, code } = await searchParams
  const digits = typeof code === 'string' ? code.replace(/\D/g, '').slice(0, 8) : ''
  const said = typeof note === 'string' ? note : null
  const naming = said && ['name', 'empty', 'offensive'].includes(said) ? await roomOfCode(digits) : undefined
  return (
    <PageShell locale={locale} crumbs={[]}>
      <Texts locale={languageOf(locale)} messages={{ livePhone: messagesOf(locale).livePhone }}>
        {naming ? <JoinName action={`/${locale}/j`} code={digits} title={naming.title} note={said} /> : <Join action={`/${locale}/j`} code={digits} note={said} />}
      </Texts>
    </PageShell>
  )
}
