import { SessionSchema } from '@/scenarios/engine/live/schema'
import { Submit } from '@/components/ui/field'
import { translator } from '@/server/platform/locales'

const { maxLength } = SessionSchema.shape.name.unwrap()

/** @param from the page to come back to */
export function RenameForm({
  locale,
  here,
  name,
  title,
  from,
}: {
  locale: string
  here: string
  name: string
  title: string
  from: 'plan' | 'summary'
}) {
  const t = translator(locale, 'live')
  return (
    <form method="post" action={`${here}/rename`} className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="from" value={from} />
      <label className="min-w-0 grow basis-64">
        <span className="font-semibold">{t('rename.label')}</span>
        <span className="block text-note text-ink-2">{t('rename.hint')}</span>
        <input
          name="name"
          maxLength={maxLength ?? undefined}
          defaultValue={name}
          placeholder={title}
          autoComplete="off"
          className="mt-1.5 block min-h-11 w-full rounded-lg border border-control bg-surface px-3"
        />
      </label>
      <Submit look="btn-quiet min-h-11">{t('rename.do')}</Submit>
    </form>
  )
}
