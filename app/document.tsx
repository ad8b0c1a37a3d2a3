import '@fontsource-variable/inter/wght.css'
import './globals.css'
import { headers } from 'next/headers'
import { Texts } from '@/components/ui/texts'
import { languageOf, messagesOf } from '@/server/locales'
import { RealCase } from './[locale]/real-case'

/** The document around every page: language, interface texts, and "Is this happening to you?". */
export async function Document({ locale, children }: { locale: string; children: React.ReactNode }) {
  // Reading a header keeps every page dynamic: a page made at build time would carry no nonce.
  await headers()
  return (
    <html lang={languageOf(locale)}>
      <body className="flex min-h-dvh flex-col">
        <Texts locale={languageOf(locale)} messages={{ ui: messagesOf(locale).ui }}>{children}</Texts>
        <RealCase locale={locale} />
      </body>
    </html>
  )
}
