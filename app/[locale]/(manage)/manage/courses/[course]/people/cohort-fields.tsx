import { TextField } from '@/components/ui/field'
import { translator } from '@/server/platform/locales'

export const COHORT_FIELDS = ['name', 'due'] as const
export interface KeptCohort {
  values: Record<(typeof COHORT_FIELDS)[number], string>
  /** `past`: the due day is over. */
  errors: ((typeof COHORT_FIELDS)[number] | 'past')[]
}

export function CohortFields({ locale, name, due, errors }: { locale: string; name: string; due: string; errors: KeptCohort['errors'] }) {
  const t = translator(locale, 'courseEditor')
  const error = (...fields: KeptCohort['errors']) => {
    const wrong = fields.find((field) => errors.includes(field))
    return wrong ? { error: t(`people.errors.${wrong}`) } : {}
  }
  return (
    <>
      <TextField
        name="name"
        required
        maxLength={80}
        label={t('people.name')}
        hint={t('people.nameHint')}
        defaultValue={name}
        {...error('name')}
      />
      <TextField
        name="due"
        type="date"
        label={t('people.dueDay')}
        hint={t('people.dueDayHint')}
        defaultValue={due}
        {...error('due', 'past')}
      />
    </>
  )
}
