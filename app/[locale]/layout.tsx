import type { Metadata, Viewport } from 'next'
import { DEFAULT_LOCALE, isLocale, translator } from '@/server/platform/locales'
import { Document } from '../document'

type Props = LayoutProps<'/[locale]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = translator((await params).locale, 'ui')
  return { title: { default: t('name'), template: `%s – ${t('name')}` }, description: t('tagline'), robots: { index: false } }
}
export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f4f0' },
    { media: '(prefers-color-scheme: dark)', color: '#131519' },
  ],
}

export default async function Layout({ children, params }: Props) {
  const { locale } = await params
  return <Document locale={isLocale(locale) ? locale : DEFAULT_LOCALE}>{children}</Document>
}
