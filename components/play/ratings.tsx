import { useTranslations } from 'use-intl'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { RATINGS, type Rating } from '@/scenarios/engine/play/events'

export function RatingScale({ chosen }: { chosen?: Rating }) {
  const t = useTranslations('play.rating')
  return (
    <fieldset className="ratings">
      <legend className="text-note font-semibold">{t('ask')}</legend>
      <div className="steps">
        {RATINGS.map((rating) => (
          <label key={rating}>
            <input type="radio" name={FIELD.rating} value={rating} defaultChecked={rating === chosen} />
            <span>{t(`steps.${rating}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
