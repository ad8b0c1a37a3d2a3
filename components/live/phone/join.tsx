'use client'
import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { PageTitle } from '../../ui/page-title'

const NOTES = ['wrong', 'tooMany', 'hands', 'locked', 'over', 'removed', 'crowded', 'full', 'busy', 'again', 'otherSite', 'empty'] as const
const FIELD_STYLE = 'mt-1.5 block w-full rounded-xl border border-control bg-surface px-4 py-2.5'

export const grouped = (code: string): string =>
  code
    .replace(/\D/g, '')
    .slice(0, 8)
    .replace(/^(\d{4})(?=\d)/, '$1 ')

export function Join({ action, code, pass, note }: { action: string; code: string; pass?: string; note: string | null }) {
  const t = useTranslations('livePhone.join')
  return (
    <Shell title={t('title')} note={note} id="code-note">
      <form method="post" action={action} className="mt-6">
        {pass && <input type="hidden" name="k" value={pass} />}
        <label className="block">
          <span className="text-note font-medium">{t('code')}</span>
          <input
            name="code"
            defaultValue={grouped(code)}
            inputMode="numeric"
            autoComplete="off"
            required
            pattern="\D*(\d\D*){8}"
            title={t('eight')}
            maxLength={20}
            placeholder="0000 0000"
            aria-describedby={note ? 'code-note' : undefined}
            aria-invalid={note === 'wrong' || undefined}
            className={`${FIELD_STYLE} text-title tracking-wide tabular-nums placeholder:font-normal placeholder:text-ink-3`}
            onChange={({ currentTarget: input }) => {
              // Only while typing at the end; elsewhere the caret would jump.
              if (input.selectionStart === input.value.length) input.value = grouped(input.value)
            }}
          />
        </label>
        <button type="submit" className="btn btn-primary mt-4 w-full">
          {t('join')}
          <ArrowRight className="icon" />
        </button>
      </form>
      <p className="mt-5 leading-relaxed text-ink-2">{t('private')}</p>
    </Shell>
  )
}

export function JoinName({ action, code, pass, note }: { action: string; code: string; pass?: string; note: string }) {
  const t = useTranslations('livePhone.join')
  const said = note === 'name' ? null : note
  return (
    <Shell title={t('nameTitle')} note={said} id="name-note">
      <form method="post" action={action} className="mt-6">
        <input type="hidden" name="code" value={code} />
        {pass && <input type="hidden" name="k" value={pass} />}
        <label className="block">
          <span className="text-note font-medium">{t('name')}</span>
          <input
            name="name"
            required
            maxLength={24}
            autoComplete="off"
            autoCapitalize="words"
            spellCheck={false}
            aria-describedby={said ? 'name-note' : undefined}
            aria-invalid={said !== null || undefined}
            className={`${FIELD_STYLE} text-h2 font-normal`}
          />
        </label>
        <button type="submit" className="btn btn-primary mt-4 w-full">
          {t('join')}
          <ArrowRight className="icon" />
        </button>
      </form>
      <p className="mt-5 leading-relaxed text-ink-2">{t('nameNote')}</p>
    </Shell>
  )
}

function Shell({ title, note, id, children }: { title: string; note: string | null; id: string; children: React.ReactNode }) {
  const t = useTranslations('livePhone.join.note')
  const said = NOTES.find((n) => n === note)
  return (
    <main id="main" className="mx-auto max-w-md px-4 py-10 sm:py-16">
      <PageTitle size="narrow">{title}</PageTitle>
      {said && (
        <p id={id} role="status" className="mt-4 rounded-xl border border-signal-line bg-signal-soft px-4 py-3 text-signal">
          {t(said)}
        </p>
      )}
      {children}
    </main>
  )
}
