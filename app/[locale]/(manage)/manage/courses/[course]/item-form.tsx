import { Notice, Submit } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import type { Item } from '@/scenarios/engine/course/course'
import type { Reference } from '@/scenarios/engine/course/text'
import type { OwnedCourse } from '@/server/courses/courses'
import { translator } from '@/server/platform/locales'
import { EDITORS, ITEM_FIELDS, OnlyField } from './item-fields'

export const ITEM_ERRORS = [...ITEM_FIELDS, 'items', 'faults'] as const
export interface KeptItem {
  values: Record<string, string>
  elsewhere: boolean
  errors: (typeof ITEM_ERRORS)[number][]
  faults?: Reference[]
}

interface Props {
  locale: string
  base: string
  course: OwnedCourse
  kind: Item['kind']
  item: Item | null
  kept: KeptItem | null
}

export function ItemForm({ locale, base, course, kind, item, kept }: Props) {
  const t = translator(locale, 'courseEditor')
  const stands = item as unknown as Record<string, string | number> | null
  const value = (name: string) => kept?.values[name] ?? String(stands?.[name] ?? '')
  const faults = kept?.faults ?? []
  const where = faults.map(({ kind, id, line }) => t(`item.fault.${kind}`, { id, line })).join(' ')
  const error = (name: KeptItem['errors'][number]) => {
    const wrong = name === 'body' && faults.length > 0 ? 'faults' : name
    return kept?.errors.includes(wrong) ? { error: t(`item.errors.${wrong}`, { where }) } : {}
  }
  const { Fields } = EDITORS[kind]
  return (
    <Section name="item" title={t(item ? `item.editTitle.${kind}` : `item.addTitle.${kind}`)} className="mt-6 max-w-column">
      {kept && (
        <KeptNotice t={t} base={base} elsewhere={kept.elsewhere}>
          {kept.errors.includes('items') ? t('item.errors.items') : null}
        </KeptNotice>
      )}
      <form method="post" action={`${base}/put`} className="mt-5 grid gap-5">
        <input type="hidden" name="seen" value={course.updatedAt} />
        <input type="hidden" name="kind" value={kind} />
        {item && <input type="hidden" name="id" value={item.id} />}
        <Fields locale={locale} course={course} value={value} error={error} />
        <OnlyField locale={locale} course={course} value={value} />
        <div className="flex flex-wrap gap-3">
          <Submit>{t('item.save')}</Submit>
          <a className="btn btn-ghost" href={base}>
            {t('item.cancel')}
          </a>
        </div>
      </form>
    </Section>
  )
}

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
