import { translator } from '@/server/platform/locales'

export const pageOf = (value: unknown): number => (typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 1)

export function Pages({
  locale,
  page,
  size,
  total,
  href,
}: {
  locale: string
  page: number
  size: number
  total: number
  href: (page: number) => string
}) {
  const t = translator(locale, 'people')
  const pages = Math.max(1, Math.ceil(total / size))
  if (pages === 1) return null
  return (
    <nav aria-label={t('pages')} className="mt-4 flex items-center gap-4 text-note">
      {page > 1 && (
        <a className="btn btn-quiet min-h-10" href={href(page - 1)}>
          {t('previous')}
        </a>
      )}
      <span className="text-ink-2">{t('page', { page, pages })}</span>
      {page < pages && (
        <a className="btn btn-quiet min-h-10" href={href(page + 1)}>
          {t('next')}
        </a>
      )}
    </nav>
  )
}
