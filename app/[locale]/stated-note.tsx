import { translator } from '@/server/platform/locales'
import type { XapiDisclosure } from '@/server/xapi/disclosure'

export function StatedNote({ locale, stated }: { locale: string; stated: XapiDisclosure | null }) {
  if (!stated) return null
  const t = translator(locale, 'learn')
  return (
    <>
      <h2 className="mt-5 font-semibold">{t('stated.title')}</h2>
      <p className="mt-1 leading-relaxed">
        {t(`stated.${stated.report}`)} {t(`stated.${stated.actor}`)}
      </p>
    </>
  )
}
