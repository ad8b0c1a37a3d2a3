import { Notice, TextArea, TextField } from '@/components/ui/field'
import { COMPETENCIES } from '@/scenarios/engine/format/competencies'
import type { Item } from '@/scenarios/engine/course/course'
import type { OwnedCourse } from '@/server/courses/courses'
import { type LibraryPattern, libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'

export const ITEM_ERRORS = ['title', 'body', 'minutes', 'pattern', 'items'] as const
/** An item that was not saved, as it was typed. */
export interface KeptItem {
  values: Record<string, string>
  elsewhere: boolean
  errors: (typeof ITEM_ERRORS)[number][]
}

interface Props {
  locale: string
  base: string
  course: OwnedCourse
  kind: Item['kind']
  item: Item | null
  kept: KeptItem | null
}

/** One item of a course: a new one, or one that is there. */
export function ItemForm({ locale, base, course, kind, item, kept }: Props) {
  const t = translator(locale, 'courseEditor')
  const stands = item as unknown as Record<string, string | number> | null
  const value = (name: string) => kept?.values[name] ?? String(stands?.[name] ?? '')
  const error = (name: KeptItem['errors'][number]) => (kept?.errors.includes(name) ? { error: t(`item.errors.${name}`) } : {})
  return (
    <section aria-labelledby="item-h" className="mt-6 max-w-[46rem]">
      <h2 id="item-h" className="text-[1.25rem] font-semibold">
        {t(item ? `item.editTitle.${kind}` : `item.addTitle.${kind}`)}
      </h2>
      {kept && (
        <KeptNotice t={t} base={base} elsewhere={kept.elsewhere}>
          {kept.errors.includes('items') ? t('item.errors.items') : null}
        </KeptNotice>
      )}
      <form method="post" action={`${base}/put`} className="mt-5 grid gap-5">
        <input type="hidden" name="seen" value={course.updatedAt} />
        <input type="hidden" name="kind" value={kind} />
        {item && <input type="hidden" name="id" value={item.id} />}
        {kind === 'pattern' ? (
          <Patterns locale={locale} course={course} chosen={value('pattern')} {...error('pattern')} />
        ) : (
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
              hint={kind === 'acknowledgement' ? `${t('item.acknowledgementHint')} ${t('item.bodyHint')}` : t('item.bodyHint')}
            />
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
        )}
        <div className="flex flex-wrap gap-3">
          <button type="submit" className="btn btn-primary">
            {t('item.save')}
          </button>
          <a className="btn btn-ghost" href={base}>
            {t('item.cancel')}
          </a>
        </div>
      </form>
    </section>
  )
}

/** Why nothing was saved. */
export const KeptNotice = ({
  t,
  base,
  elsewhere,
  children,
}: {
  t: ReturnType<typeof translator<'courseEditor'>>
  base: string
  elsewhere: boolean
  children?: React.ReactNode
}) => (
  <Notice tone="problem">
    {t(elsewhere ? 'kept.elsewhere' : 'kept.errors')} {children}
    {elsewhere && (
      <a className="ms-1 underline underline-offset-2" href={base} target="_blank" rel="noreferrer">
        {t('kept.lookNow')}
      </a>
    )}
  </Notice>
)

async function Patterns({ locale, course, chosen, error }: { locale: string; course: OwnedCourse; chosen: string; error?: string }) {
  const t = translator(locale, 'courseEditor')
  const names = translator(locale, 'debrief')
  const { patterns } = await libraryIn(locale)
  const there = course.draft.items.flatMap((i) => (i.kind === 'pattern' ? [i.pattern] : []))
  return (
    <fieldset aria-describedby={error ? 'pattern-error' : 'pattern-hint'}>
      <legend className="text-[.9375rem] font-medium">{t('item.pattern')}</legend>
      <p id="pattern-hint" className="text-[.875rem] leading-[1.5] text-ink-2">
        {t('item.patternHint')}
      </p>
      {error && (
        <p id="pattern-error" className="mt-1.5 text-[.875rem] text-signal">
          {error}
        </p>
      )}
      <div className="mt-2 grid gap-2.5">
        {patterns.map((pattern) => {
          const trains = trained(pattern)
          return (
            <label key={pattern.id} className="choice">
              <input type="radio" name="pattern" value={pattern.id} required defaultChecked={pattern.id === chosen} />
              <span className="min-w-0">
                <span className="font-semibold">{pattern.title}</span>{' '}
                <span className="text-[.875rem] text-ink-2">{t('minutes', { minutes: pattern.minutes })}</span>
                <span className="block text-[.9375rem] text-ink-2">{pattern.summary}</span>
                {trains.length > 0 && (
                  <span className="mt-1 block text-[.875rem] text-ink-2">
                    {t('item.trains', { what: trains.map((k) => names(`competencies.${k}`)).join(', ') })}
                  </span>
                )}
                {there.includes(pattern.id) && pattern.id !== chosen && (
                  <span className="mt-1 block text-[.875rem] text-ink-2">{t('item.inCourse')}</span>
                )}
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

/** What the decisions of a pattern are measured by, in either of its scenarios. */
function trained({ scenarios }: LibraryPattern) {
  const rubrics = [scenarios.hostile, scenarios.genuine].flatMap((s) =>
    s ? Object.values(s.key.options).flatMap((options) => Object.values(options)) : [],
  )
  return COMPETENCIES.filter((k) => rubrics.some(({ rubric }) => rubric[k] !== undefined))
}
