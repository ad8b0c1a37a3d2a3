import { TriangleAlert } from 'lucide-react'
import type { SetAsideScenario } from '@/server/library/library'
import { translator } from '@/server/platform/locales'

const SHOWN = 10

export function SetAsideFiles({ locale, all }: { locale: string; all: SetAsideScenario[] }) {
  if (all.length === 0) return null
  const t = translator(locale, 'organisation')
  return (
    <section aria-labelledby="set-aside-h" className="mt-6 rounded-xl border border-signal-line bg-signal-soft p-5">
      <h2 id="set-aside-h" className="flex items-center gap-2 text-h2 text-signal">
        <TriangleAlert className="icon" />
        {t('setAside.title')}
      </h2>
      <p className="mt-1 max-w-prose leading-relaxed">{t('setAside.lead')}</p>
      <ul className="mt-4 grid gap-4">
        {all.map(({ id, findings, before }) => (
          <li key={`${id} ${findings[0]?.file}`} className="rounded-lg border border-line bg-surface p-4">
            <h3 className="font-semibold">{id ?? t('setAside.library')}</h3>
            {id && <p className="max-w-prose leading-relaxed text-ink-2">{t(before ? 'setAside.before' : 'setAside.nothing')}</p>}
            <ul className="mt-2 grid gap-3">
              {findings.slice(0, SHOWN).map(({ file, line, column, rule, message }) => (
                <li key={`${file} ${line} ${column} ${rule} ${message}`} className="leading-normal">
                  <p className="wrap-anywhere">{message}</p>
                  <p className="text-small text-ink-2 wrap-anywhere">
                    <code>{t('setAside.place', { file, line: String(line), column: String(column) })}</code> · {t('setAside.rule')}{' '}
                    <code>{rule}</code>
                  </p>
                </li>
              ))}
            </ul>
            {findings.length > SHOWN && (
              <p className="mt-3 text-small text-ink-2 wrap-anywhere">
                {t('setAside.more', { count: findings.length - SHOWN })}{' '}
                <code>npm run scenario -- check {folderOf(findings[0]!.file)}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const folderOf = (file: string): string => file.replace(/[\\/][^\\/]*$/, '')
