import { TextField } from '@/components/ui/field'
import { translator } from '@/server/platform/locales'

export const COHORT_FIELDS = ['name', 'due'] as const
/** A cohort that was not saved, as it was typed. */
export interface KeptCohort {
  values: Record<(typeof COHORT_FIELDS)[number], string>
  errors: (typeof COHORT_FIELDS)[number][]
}

export function CohortFields({ locale, name, due, errors }: { locale: string; name: string; due: string; errors: KeptCohort['errors'] }) {
  const t = translator(locale, 'courseEditor')
  const error = (field: KeptCohort['errors'][number]) => (errors.includes(field) ? { error: t(`people.errors.${field}`) } : {})
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
      <TextField name="due" type="date" label={t('people.dueDay')} hint={t('people.dueDayHint')} defaultValue={due} {...error('due')} />
    </>
  )
}
