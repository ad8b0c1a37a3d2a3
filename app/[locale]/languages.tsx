import { headers } from 'next/headers'
import { PATH_HEADER } from '@/server/http/headers'
import { directionOf, inLocale, languageName, languageOf, locales, translator } from '@/server/platform/locales'

export async function Languages({ locale }: { locale: string }) {
  const all = locales()
  if (all.length < 2) return null
  const here = (await headers()).get(PATH_HEADER) ?? ''
  return (
    <nav aria-label={translator(locale, 'footer')('languages')}>
      <ul className="flex flex-wrap gap-x-4 gap-y-2">
        {all.map((other) => (
          <li key={other} lang={languageOf(other)} dir={directionOf(other)}>
            {other === locale ? (
              <span aria-current="true" className="font-semibold text-ink">
                {languageName(other, other)}
              </span>
            ) : (
              <a className="link" hrefLang={languageOf(other)} href={inLocale(other, here)}>
                {languageName(other, other)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}
