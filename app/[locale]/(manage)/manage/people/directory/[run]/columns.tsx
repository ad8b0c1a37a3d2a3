import type { Heading } from '@/server/accounts/people-file'
import { languageOf, translator } from '@/server/platform/locales'

export function Columns({ locale, headings }: { locale: string; headings: readonly Heading[] }) {
  const t = translator(locale, 'directory')
  const list = new Intl.ListFormat(languageOf(locale), { type: 'unit' })
  const used = headings.flatMap(({ text, as }) => (as && as !== 'roles' ? [t('columns.as', { text, as: t(`columns.names.${as}`) })] : []))
  const unused = headings.flatMap(({ text, as }) => (as ? [] : [text || t('columns.unnamed')]))
  return (
    <section className="mt-8 max-w-prose">
      <h2 className="text-h2">{t('columns.title')}</h2>
      <p className="mt-2 leading-relaxed wrap-anywhere">{t('columns.used', { list: list.format(used) })}</p>
      {unused.length > 0 && <p className="mt-1 leading-relaxed wrap-anywhere">{t('columns.unused', { list: list.format(unused) })}</p>}
      <p className="mt-1 leading-relaxed text-ink-2">{t('columns.others')}</p>
    </section>
  )
}
