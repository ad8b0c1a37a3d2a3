import type { Metadata, Viewport } from 'next'
import { display } from '@/server/nextjs/display'
import { TOKENS } from '@/server/organisation/theme'
import { DEFAULT_LOCALE, isLocale, translator } from '@/server/platform/locales'
import { Document } from '../document'

type Props = LayoutProps<'/[locale]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = translator((await params).locale, 'ui')
  return { title: { default: t('name'), template: `%s – ${t('name')}` }, description: t('tagline'), robots: { index: false } }
}
/** The colour of the browser's own bars. */
export async function generateViewport(): Promise<Viewport> {
  const { theme } = await display()
  if (theme !== 'device') return { themeColor: TOKENS[theme].bg }
  return {
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: TOKENS.light.bg },
      { media: '(prefers-color-scheme: dark)', color: TOKENS.dark.bg },
    ],
  }
}

export default async function Layout({ children, params }: Props) {
  const { locale } = await params
  return <Document locale={isLocale(locale) ? locale : DEFAULT_LOCALE}>{children}</Document>
}
