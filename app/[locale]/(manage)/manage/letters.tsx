import { SelectField } from '@/components/ui/field'
import { ENCODINGS, type Encoding, hasOtherLetters } from '@/server/platform/encoding'
import { translator } from '@/server/platform/locales'

/** How many lines are shown. */
const SHOWN = 30

/**
 * How a list was read, and its lines with letters beyond A to Z: where these are wrong, so was the encoding. Nothing for a list that has
 * no such letters and says itself how it is encoded.
 * @param action where the form leads that reads the list again
 */
export function Letters({
  locale,
  lines,
  encoding,
  sure,
  action,
}: {
  locale: string
  lines: readonly { line: number; text: string }[]
  encoding: Encoding
  sure: boolean
  action: string
}) {
  const t = translator(locale, 'letters')
  const other = lines.filter(({ text }) => hasOtherLetters(text))
  if (other.length === 0) return null
  return (
    <section aria-labelledby="letters-h" className="card mt-6 p-5">
      <h2 id="letters-h" className="text-h3">
        {t(sure ? 'sure' : 'look', { count: other.length })}
      </h2>
      <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t('readAs', { encoding: t(`encoding.${encoding}`) })}</p>
      <ul className="mt-3 grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {other.slice(0, SHOWN).map(({ line, text }) => (
          <li key={line} className="wrap-anywhere">
            <span className="text-small tabular-nums text-ink-2">{t('line', { line })}</span> {text}
          </li>
        ))}
      </ul>
      {other.length > SHOWN && <p className="mt-2 text-note text-ink-2">{t('more', { count: other.length - SHOWN })}</p>}
      <form method="post" action={action} className="mt-4 flex flex-wrap items-end gap-3">
        <div className="w-full max-w-sm">
          <EncodingField locale={locale} value={encoding} />
        </div>
        <button type="submit" className="btn btn-quiet">
          {t('again')}
        </button>
      </form>
    </section>
  )
}

/** @param value null offers to find the encoding out */
export function EncodingField({ locale, value }: { locale: string; value: Encoding | null }) {
  const t = translator(locale, 'letters')
  return (
    <SelectField name="encoding" label={t('label')} defaultValue={value ?? ''}>
      {value === null && <option value="">{t('detect')}</option>}
      {ENCODINGS.map((each) => (
        <option key={each} value={each}>
          {t(`encoding.${each}`)}
        </option>
      ))}
    </SelectField>
  )
}
