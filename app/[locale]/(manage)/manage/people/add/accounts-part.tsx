import { TextField, Tick } from '@/components/ui/field'
import type { OpenCohort } from '@/server/enrolment/open-cohorts'
import { codeVersions } from '@/server/courses/courses'
import { searchAccounts } from '@/server/enrolment/add-people'
import { translator } from '@/server/platform/locales'
import type { KeptPeople } from './form-draft'

/**
 * Searches accounts by part of a name or address. If people are codes, it does not show who is already in the course, because some enrolled
 * themselves.
 */
export async function AccountsPart({ locale, kept, chosen }: { locale: string; kept: KeptPeople | null; chosen: OpenCohort | null }) {
  const t = translator(locale, 'addPeople')
  const q = kept?.q.trim() ?? ''
  const ticked = kept?.accounts ?? []
  const found = q.length >= 2 ? await searchAccounts(chosen?.course ?? null, q) : []
  const coded = chosen !== null && (await codeVersions(chosen.course)).length > 0
  const others = ticked.filter((email) => !found.some((account) => account.email === email))
  return (
    <div>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-[16rem]">
          <TextField name="q" maxLength={100} label={t('search')} hint={t('searchHint')} defaultValue={q} />
        </div>
        <button type="submit" name="do" value="search" className="btn btn-quiet">
          {t('searchDo')}
        </button>
      </div>
      {q !== '' && found.length === 0 && (
        <p role="status" className="mt-3 leading-relaxed text-ink-2">
          {t(q.length < 2 ? 'searchShort' : 'notFound', { q })}
        </p>
      )}
      {found.length + others.length > 0 && (
        <fieldset className="mt-3">
          <legend className="text-note font-medium">{t('found')}</legend>
          <div className="mt-1.5 grid gap-2 sm:grid-cols-2">
            {found.map(({ id, name, email, enrolled }) => (
              <Tick
                key={id}
                name="account"
                value={email}
                label={name || email}
                text={`${email}${enrolled && !coded ? ` (${t('there')})` : ''}`}
                checked={ticked.includes(email)}
              />
            ))}
            {others.map((email) => (
              <Tick key={email} name="account" value={email} label={email} checked />
            ))}
          </div>
        </fieldset>
      )}
    </div>
  )
}
