import '@fontsource-variable/inter/wght.css'
import '@fontsource/patrick-hand/400.css'
import './site.css'
import { headers } from 'next/headers'
import { type Brand, BrandProvider } from '@/components/ui/brand'
import { Texts } from '@/components/ui/texts'
import { directionOf, languageOf, messagesOf, translator } from '@/server/platform/locales'
import { organisation } from '@/server/organisation/organisation'
import { logoAddress } from '@/server/organisation/assets'
import { readFlash } from '@/server/nextjs/flash'
import { attributesOf, display } from '@/server/nextjs/display'
import { DisplayMenu } from './[locale]/(site)/display-menu'
import { RealCase } from './[locale]/(site)/real-case'
import { ClearStorage } from './clear-storage'

export async function Document({ locale, children }: { locale: string; children: React.ReactNode }) {
  // Reading a header keeps every page dynamic: a page rendered at build time would have no nonce.
  await headers()
  const { storage: clear } = await readFlash('clear')
  return (
    <html lang={languageOf(locale)} dir={directionOf(locale)} {...attributesOf(await display())}>
      <body className="flex min-h-dvh flex-col">
        <Texts locale={languageOf(locale)} messages={{ ui: messagesOf(locale).ui }}>
          <BrandProvider brand={await brandOf(locale)}>{children}</BrandProvider>
        </Texts>
        <RealCase locale={locale} />
        <DisplayMenu locale={locale} />
        {clear === 'yes' && <ClearStorage />}
      </body>
    </html>
  )
}

async function brandOf(locale: string): Promise<Brand | null> {
  const [{ name }, logo] = [await organisation(), await logoAddress()]
  const shown = name || translator(locale, 'ui')('name')
  return name || logo ? { name: shown, logo, home: translator(locale, 'organisation')('home', { name: shown }) } : null
}
