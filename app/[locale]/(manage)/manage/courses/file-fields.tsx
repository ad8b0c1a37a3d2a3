import { Notice, TextArea, TextField } from '@/components/ui/field'
import type { Problem } from '@/scenarios/courses/format'
import { translator } from '@/server/platform/locales'

export interface KeptFile {
  text: string
  problems: Problem[]
  elsewhere?: boolean
}
const SHOWN = 20

export function FileFields({ locale, kept }: { locale: string; kept: KeptFile | null }) {
  const t = translator(locale, 'courseEditor')
  return (
    <>
      {kept && !kept.elsewhere && (
        <div>
          <Notice tone="problem">
            {kept.problems.length > 0 ? t('file.problems', { count: kept.problems.length }) : t('file.nothing')}
          </Notice>
          {kept.problems.length > 0 && (
            <ul className="mt-3 grid gap-1.5 leading-normal">
              {kept.problems.slice(0, SHOWN).map(({ line, column, message }, i) => (
                <li key={i} className="wrap-anywhere">
                  <b className="font-semibold tabular-nums">{t('file.problem', { line, column })}</b>: {message}
                </li>
              ))}
              {kept.problems.length > SHOWN && <li>{t('file.more', { count: kept.problems.length - SHOWN })}</li>}
            </ul>
          )}
        </div>
      )}
      <TextField
        name="file"
        type="file"
        accept=".yaml,.yml,text/yaml,application/yaml,text/plain"
        label={t('file.upload')}
        hint={t('file.uploadHint')}
      />
      <TextArea name="text" rows={kept ? 18 : 5} spellCheck={false} label={t('file.paste')} defaultValue={kept?.text ?? ''} />
    </>
  )
}
