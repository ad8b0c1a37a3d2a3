import { useTranslations } from 'use-intl'
import { FIELD } from '@/scenarios/engine/play/form'
import { LEANS, type Lean } from '@/scenarios/engine/play/events'

/** How it looks now, from genuine over "cannot tell" to an approach. May be left open. */
export function Leaning({ chosen }: { chosen?: Lean }) {
  const t = useTranslations('play.lean')
  return (
    <fieldset className="leaning">
      <legend className="text-note font-semibold">{t('ask')}</legend>
      <div className="steps">
        {LEANS.map((lean) => (
          <label key={lean}>
            <input type="radio" name={FIELD.lean} value={lean} defaultChecked={lean === chosen} />
            <span>{t(`steps.${lean}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
