import { scenarioLine } from '@/app/[locale]/scenario-line'
import { InsertButton } from '@/components/manage/insert-button'
import { TextArea, TextField } from '@/components/ui/field'
import { type ItemKind, type ItemOf, TURNS } from '@/scenarios/engine/course/course'
import { rulesOf } from '@/scenarios/engine/course/items'
import { COMPETENCIES } from '@/scenarios/engine/format/competencies'
import type { OwnedCourse } from '@/server/courses/courses'
import { type LibraryScenario, evidenceIn, libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'

/** Each has an error text in `item.errors`. */
export const ITEM_FIELDS = ['title', 'body', 'minutes', 'scenario', 'only'] as const
type ItemField = (typeof ITEM_FIELDS)[number]

interface FieldsProps {
  locale: string
  course: OwnedCourse
  value: (name: ItemField) => string
  error: (name: ItemField) => { error?: string }
}
interface ItemEditor<K extends ItemKind> {
  /** The fields read from the post. The first one names a new item. */
  fields: readonly (ItemField & keyof ItemOf<K>)[]
  Fields: (props: FieldsProps) => React.ReactNode
}

const TextFields =
  (hint?: 'item.acknowledgementHint') =>
  ({ locale, course, value, error }: FieldsProps) => {
    const t = translator(locale, 'courseEditor')
    return (
      <>
        <TextField
          name="title"
          required
          maxLength={160}
          label={t('item.title')}
          hint={t('item.titleHint')}
          defaultValue={value('title')}
          {...error('title')}
        />
        <TextArea
          name="body"
          required
          rows={14}
          label={t('item.body')}
          defaultValue={value('body')}
          {...error('body')}
          hint={hint ? `${t(hint)} ${t('item.bodyHint')}` : t('item.bodyHint')}
        />
        <SourcePicker locale={locale} course={course} />
        <TextField
          name="minutes"
          type="number"
          required
          min={1}
          max={120}
          step={1}
          label={t('item.minutes')}
          hint={t('item.minutesHint')}
          defaultValue={value('minutes')}
          {...error('minutes')}
        />
      </>
    )
  }

/** For a course that people by name take again. */
export function OnlyField({ locale, course: { draft }, value }: Omit<FieldsProps, 'error'>) {
  if (draft.people === 'codes' || draft.renew_months === null) return <input type="hidden" name="only" value={value('only')} />
  const t = translator(locale, 'courseEditor')
  return (
    <fieldset>
      <legend className="text-note font-medium">{t('item.only')}</legend>
      <div className="mt-2 grid gap-2.5">
        {(['', ...TURNS] as const).map((turn) => (
          <label key={turn} className="choice">
            <input type="radio" name="only" value={turn} defaultChecked={value('only') === turn} />
            <span>{t(turn === '' ? 'only.always' : `only.${turn}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

async function SourcePicker({ locale, course }: Pick<FieldsProps, 'locale' | 'course'>) {
  const t = translator(locale, 'courseEditor')
  const { citable, sourceOf } = await evidenceIn(locale)
  const sources = [...citable.sources].sort().flatMap((id) => sourceOf(id) ?? [])
  return (
    <div className="grid gap-2">
      <details className="card p-4">
        <summary className="link w-fit">{t('item.sources')}</summary>
        <p className="mt-2 leading-normal text-ink-2">{t('item.sourcesText')}</p>
        <ul className="mt-3 divide-y divide-line border-y border-line">
          {sources.map(({ id, text }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-note leading-normal">
              <code className="font-semibold">[{id}]</code>
              <span className="min-w-0 flex-1 basis-[14rem]">{text}</span>
              <InsertButton into="field-body" text={`[${id}]`} label={t('item.insert', { id })} />
            </li>
          ))}
        </ul>
      </details>
      <a
        className="link inline-flex min-h-11 w-fit items-center"
        href={`/${locale}/manage/courses/${course.id}/images`}
        target="_blank"
        rel="noreferrer"
      >
        {t('item.images')}
      </a>
    </div>
  )
}

async function ScenarioFields({ locale, course, value, error: errorOf }: FieldsProps) {
  const chosen = value('scenario')
  const { error } = errorOf('scenario')
  const t = translator(locale, 'courseEditor')
  const names = translator(locale, 'skills')
  const { scenarios } = await libraryIn(locale)
  const there = course.draft.items.map((i) => rulesOf(i).scenario(i))
  return (
    <fieldset aria-describedby={error ? 'scenario-error' : 'scenario-hint'}>
      <legend className="text-note font-medium">{t('item.scenario')}</legend>
      <p id="scenario-hint" className="text-small leading-normal text-ink-2">
        {t('item.scenarioHint')}
      </p>
      {error && (
        <p id="scenario-error" className="mt-1.5 text-small text-signal">
          {error}
        </p>
      )}
      <div className="mt-2 grid gap-2.5">
        {scenarios.map((scenario) => {
          const trains = trained(scenario)
          return (
            <label key={scenario.id} className="choice">
              <input type="radio" name="scenario" value={scenario.id} required defaultChecked={scenario.id === chosen} />
              <span className="min-w-0">
                <span className="font-semibold">{scenario.title}</span>{' '}
                <span className="text-small text-ink-2">{t('minutes', { minutes: scenario.minutes })}</span>
                <span className="block text-small text-ink-2">{scenarioLine(locale, scenario)}</span>
                <span className="mt-1 block text-note text-ink-2">{scenario.summary}</span>
                {trains.length > 0 && (
                  <span className="mt-1 block text-small text-ink-2">
                    {t('item.trains', { what: trains.map((k) => names(`names.${k}`)).join(', ') })}
                  </span>
                )}
                {there.includes(scenario.id) && scenario.id !== chosen && (
                  <span className="mt-1 block text-small text-ink-2">{t('item.inCourse')}</span>
                )}
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

function trained({ variants }: LibraryScenario) {
  const rubrics = [variants.hostile, variants.genuine].flatMap((s) =>
    s ? Object.values(s.key.options).flatMap((options) => Object.values(options)) : [],
  )
  return COMPETENCIES.filter((k) => rubrics.some(({ rubric }) => rubric[k] !== undefined))
}

export const EDITORS = {
  scenario: { fields: ['scenario'], Fields: ScenarioFields },
  page: { fields: ['title', 'body', 'minutes'], Fields: TextFields() },
  acknowledgement: { fields: ['title', 'body', 'minutes'], Fields: TextFields('item.acknowledgementHint') },
} satisfies { [K in ItemKind]: ItemEditor<K> }

export const postedItem = (kind: ItemKind, values: Record<string, string>): Record<string, unknown> => ({
  kind,
  ...Object.fromEntries(
    EDITORS[kind].fields.map((name) => [name, name !== 'minutes' ? values[name] : values[name] ? Number(values[name]) : undefined]),
  ),
  ...(values.only && { only: values.only }),
})
