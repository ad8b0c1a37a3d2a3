import { Join } from '@/components/live/phone/join'
import { Texts } from '@/components/ui/texts'
import { JoinName } from '@/components/live/phone/join'
import { languageOf, messagesOf } from '@/server/platform/locales'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../page-shell'

type Props = PageProps<'/[locale]/j'>

export const generateMetadata = titled('livePhone', (t) => t('join.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { note, code, k } = await searchParams
  const pass = typeof k === 'string' ? k.slice(0, 40) : ''
  const digits = typeof code === 'string' ? code.replace(/\D/g, '').slice(0, 8) : ''
  const said = typeof note === 'string' ? note : null
  // Only forms learn whether the code is right, because we count wrong ones there.
  const isNaming = digits.length === 8 && said !== null && ['name', 'empty'].includes(said)
  return (
    <PageShell locale={locale} crumbs={[]}>
      <Texts locale={languageOf(locale)} messages={{ livePhone: messagesOf(locale).livePhone }}>
        {isNaming ? (
          <JoinName action={`/${locale}/j`} code={digits} pass={pass} note={said} />
        ) : (
          <Join action={`/${locale}/j`} code={digits} pass={pass} note={said} />
        )}
      </Texts>
    </PageShell>
  )
}
