import '@fontsource-variable/inter/wght.css'
import '../globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { Texts } from '@/components/ui/texts'
import { DEFAULT_LOCALE, isLocale, languageOf, messagesOf, translator } from '@/server/locales'
import { RealCase } from './real-case'

type Props = LayoutProps<'/[locale]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = translator((await params).locale, 'ui')
  return { title: { default: t('name'), template: `%s – ${t('name')}` }, description: t('tagline'), robots: { index: false } }
}
export const viewport: Viewport = {
  themeColor: [{ media: '(prefers-color-scheme: light)', color: '#f5f4f0' }, { media: '(prefers-color-scheme: dark)', color: '#131519' }],
}

export default async function Layout({ children, params }: Props) {
  // Reading a header keeps every page dynamic: a page made at build time would carry no nonce.
  await headers()
  const wanted = (await params).locale
  const locale = isLocale(wanted) ? wanted : DEFAULT_LOCALE
  return (
    <html lang={languageOf(locale)}>
      <body className="flex min-h-dvh flex-col">
        <Texts locale={languageOf(locale)} messages={{ ui: messagesOf(locale).ui }}>{children}</Texts>
        <RealCase locale={locale} />
      </body>
    </html>
  )
}
