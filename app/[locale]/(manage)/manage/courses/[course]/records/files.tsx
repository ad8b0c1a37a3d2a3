import { Section } from '@/components/ui/section'
import type { RecordFilter } from '@/scenarios/engine/course/records'
import { translator } from '@/server/platform/locales'
import { addressOf } from './search'

export function Files({ locale, here, filter }: { locale: string; here: string; filter: RecordFilter }) {
  const t = translator(locale, 'records')
  const shown = { ...filter, page: undefined }
  return (
    <Section name="files" title={t('files')} className="mt-10 noprint">
      <p className="mt-1 max-w-measure leading-relaxed text-ink-2">{t('filesNote')}</p>
      <p className="mt-3 flex flex-wrap gap-3">
        <a className="btn btn-quiet" href={addressOf(`${here}/csv`, shown)} download>
          {t('csv')}
        </a>
        <a className="btn btn-quiet" href={addressOf(`${here}/xlsx`, shown)} download>
          {t('xlsx')}
        </a>
      </p>
    </Section>
  )
}
