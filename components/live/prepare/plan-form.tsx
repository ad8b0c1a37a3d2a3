'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { RunSheetRow } from '@/scenarios/engine/live/run-sheet'
import { TREATMENTS, type Treatment, type Treatments } from '@/scenarios/engine/live/treatments'
import { Minutes } from './minutes'

export interface PlanFormProps {
  action: string
  rows: RunSheetRow[]
  fields: Record<string, string>
  minutes: number
  /** Minutes that opening, judgement and debrief need at least. */
  least: number
}

export function PlanForm({ action, rows, fields, minutes, least }: PlanFormProps) {
  const t = useTranslations('livePlan')
  const [chosen, setChosen] = useState({ minutes, how: Object.fromEntries(rows.map((row) => [row.scene, row.treatment])) as Treatments })
  const needed = rows.reduce((sum, { scene, takes }) => sum + takes[chosen.how[scene]!], least)
  return (
    <form method="post" action={action} className="mt-6">
      <fieldset>
        <legend className="mb-2 font-semibold">{t('length')}</legend>
        <Minutes first={minutes} onChoose={(length) => setChosen({ ...chosen, minutes: length })} />
      </fieldset>
      <PlanRows rows={rows} fields={fields} least={least} how={chosen.how} onChoose={(how) => setChosen({ ...chosen, how })} />
      <Sum needed={needed} minutes={chosen.minutes} />
      <div className="mt-5 flex flex-wrap gap-3">
        <button type="submit" name="do" value="save" className="btn btn-primary">
          {t('save')}
        </button>
        <button type="submit" name="do" value="fit" className="btn btn-quiet">
          {t('fit')}
        </button>
        <button type="submit" name="do" value="suggest" className="btn btn-quiet">
          {t('suggest')}
        </button>
      </div>
    </form>
  )
}

interface PlanRowsProps extends Pick<PlanFormProps, 'rows' | 'fields' | 'least'> {
  how: Treatments
  onChoose: (how: Treatments) => void
}
function PlanRows({ rows, fields, least, how, onChoose }: PlanRowsProps) {
  const t = useTranslations('livePlan')
  return (
    <table className="mt-6 w-full border-collapse">
      <caption className="sr-only">{t('caption')}</caption>
      <thead className="text-start text-small text-ink-2">
        <tr>
          <th scope="col" className="pb-2 text-start font-normal">
            {t('moment')}
          </th>
          <th scope="col" className="pb-2 text-start font-normal">
            {t('spent')}
          </th>
          <th scope="col" className="pb-2 text-end font-normal">
            {t('takes')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ scene, title, treatment, takes }, i) => (
          <tr key={scene} className="border-t border-line">
            <th scope="row" className="hyphens-auto wrap-anywhere py-2 pe-3 text-start font-medium">
              <span className="me-2 text-ink-3 tabular-nums">{i + 1}</span>
              {title}
            </th>
            <td className="py-2">
              <select
                name={fields[scene]}
                defaultValue={treatment}
                aria-label={t('spentOn', { moment: title })}
                className="min-h-11 w-full min-w-38 max-w-52 rounded-lg border border-control bg-surface px-2"
                onChange={(e) => onChoose({ ...how, [scene]: e.currentTarget.value as Treatment })}
              >
                {TREATMENTS.map((one) => (
                  <option key={one} value={one}>
                    {t('howLong', { how: t(`how.${one}`), minutes: takes[one] })}
                  </option>
                ))}
              </select>
            </td>
            <td className="py-2 ps-3 text-end whitespace-nowrap tabular-nums">{t('minutes', { minutes: takes[how[scene]!] })}</td>
          </tr>
        ))}
        <tr className="border-t border-line text-ink-2">
          <th scope="row" colSpan={2} className="py-2 pe-3 text-start font-normal">
            {t('around')}
          </th>
          <td className="py-2 ps-3 text-end whitespace-nowrap tabular-nums">{t('minutes', { minutes: least })}</td>
        </tr>
      </tbody>
    </table>
  )
}

function Sum({ needed, minutes }: { needed: number; minutes: number }) {
  const t = useTranslations('livePlan')
  return (
    <p role="status" className={`mt-3 rounded-xl px-4 py-3 ${needed > minutes ? 'bg-signal-soft text-signal' : 'bg-accent-soft text-ink'}`}>
      {needed > minutes
        ? t('tooLong', { needed, minutes: minutes, over: needed - minutes })
        : t('fits', { needed, minutes: minutes, spare: minutes - needed })}
    </p>
  )
}
