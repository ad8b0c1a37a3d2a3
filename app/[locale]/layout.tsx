import type { Metadata, Viewport } from 'next'
import { display } from '@/server/nextjs/display'
import { COLOURS, SCHEMES, type Scheme } from '@/server/platform/colours'
import { DEFAULT_LOCALE, isLocale, translator } from '@/server/platform/locales'
import { Document } from '../document'

type Props = LayoutProps<'/[locale]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = translator((await params).locale, 'ui')
  return { title: { default: t('name'), template: `%s – ${t('name')}` }, description: t('tagline'), robots: { index: false } }
}
/**
 * The colour of the browser's own bars. There is one for each scheme of the device, so that a change of theme only has to recolour them.
 */
export async function generateViewport(): Promise<Viewport> {
  const { theme } = await display()
  const colorIn = (scheme: Scheme) => COLOURS[theme === 'device' ? scheme : theme].bg
  return { themeColor: SCHEMES.map((scheme) => ({ media: `(prefers-color-scheme: ${scheme})`, color: colorIn(scheme) })) }
}

export default async function Layout({ children, params }: Props) {
  const { locale } = await params
  return <Document locale={isLocale(locale) ? locale : DEFAULT_LOCALE}>{children}</Document>
}
