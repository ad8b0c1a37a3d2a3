import type { Metadata } from 'next'
import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { asText } from '@/server/mail/as-text'
import { isLetter, isOwn } from '@/server/mail/kinds'
import { letterOf } from '@/server/mail/letters'
import { sampleOf } from '@/server/mail/sample'
import { ourText, ownText } from '@/server/mail/texts'
import { permitted } from '@/server/nextjs/current-person'
import { gone } from '@/server/nextjs/responses'
import { isLocale, languageName, locales, translator } from '@/server/platform/locales'
import { ManageShell } from '../../../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { readKept } from './form-draft'
import { LetterForm } from './letter-form'

type Props = PageProps<'/[locale]/manage/organisation/mails/[kind]'>
const DONE = ['saved', 'reset'] as const

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, kind } = await params
  return isLetter(kind) ? { title: translator(locale, 'mail')(`letters.${kind}.name`) } : {}
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, kind } = await params
  const overview = `/${locale}/manage/organisation/mails`
  const person = await permitted(locale, `${overview}/${kind}`, ...SECTIONS.organisation)
  if (!isLetter(kind)) return gone(locale)
  const asked = await searchParams
  const lang = typeof asked.lang === 'string' && isLocale(asked.lang) ? asked.lang : locale
  const t = translator(locale, 'mails')
  const [kept, own] = [await readKept(person.id, asked.kept), await ownText(kind, lang)]
  const text = kept ?? own ?? ourText(kind, lang)
  const letter = await letterOf(kind, lang, await sampleOf(kind, lang, person.name), kept ?? undefined)
  const done = DONE.find((note) => note === asked.note)
  const query = new URLSearchParams({ lang, ...(kept && typeof asked.kept === 'string' && { kept: asked.kept }) })
  const name = translator(locale, 'mail')(`letters.${kind}.name`)
  return (
    <ManageShell
      locale={locale}
      person={person}
      section="organisation"
      crumbs={[{ label: t('title'), href: overview }, { label: name }]}
      wide
    >
      <PageTitle lead={t(isOwn(kind) ? 'own.lead' : 'fixed.text')}>{name}</PageTitle>
      {done && <Notice tone="done">{t(`note.${done}`)}</Notice>}
      <Languages locale={locale} here={`${overview}/${kind}`} lang={lang} />
      <div className="mt-6 grid items-start gap-x-10 gap-y-10 lg:grid-cols-2">
        {isOwn(kind) && (
          <LetterForm
            locale={locale}
            kind={kind}
            lang={lang}
            text={text}
            kept={kept}
            own={own !== null}
            seen={kept?.seen ?? own?.at ?? 0}
            email={person.email}
          />
        )}
        <Section name="preview" title={t('preview.title')}>
          <p className="mt-1 text-note text-ink-2">{t(kept ? 'preview.typed' : 'preview.now')}</p>
          <p className="mt-4 break-words">
            <span className="text-ink-2">{t('preview.subject')}</span> <b className="font-semibold">{letter.subject}</b>
          </p>
          <h3 className="mt-4 text-note font-medium">{t('preview.html')}</h3>
          <iframe
            title={t('preview.html')}
            sandbox=""
            src={`${overview}/${kind}/preview?${query}`}
            className="mt-1.5 h-[36rem] w-full rounded-xl border border-line-2 bg-surface"
          />
          <h3 id="text-h" className="mt-6 text-note font-medium">
            {t('preview.text')}
          </h3>
          <pre className="mt-1.5 whitespace-pre-wrap break-words rounded-xl border border-line-2 bg-surface p-4 font-mono text-small leading-relaxed">
            {asText(letter)}
          </pre>
        </Section>
      </div>
    </ManageShell>
  )
}

function Languages({ locale, here, lang }: { locale: string; here: string; lang: string }) {
  if (locales().length < 2) return null
  return (
    <nav aria-label={translator(locale, 'mails')('languages')} className="mt-5">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {locales().map((one) => (
          <li key={one}>
            <a
              className="link aria-[current]:font-semibold aria-[current]:no-underline"
              href={`${here}?lang=${one}`}
              aria-current={one === lang ? 'page' : undefined}
            >
              {languageName(locale, one)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
