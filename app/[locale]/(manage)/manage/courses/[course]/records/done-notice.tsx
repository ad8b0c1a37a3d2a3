import { z } from 'zod'
import { Notice, Submit } from '@/components/ui/field'
import { readAct } from '@/server/records/undo'
import { translator } from '@/server/platform/locales'

const Count = z.coerce.number().int().min(0).max(1_000_000).catch(0)
const ActResultQuery = z.object({
  act: z.string().max(40).optional().catch(undefined),
  done: Count,
  undone: Count,
  mailing: Count,
  changed: Count,
})

const CHANGES = ['extend', 'move', 'exempt', 'require', 'end'] as const

export async function DoneNotice({ locale, here, course, asked }: { locale: string; here: string; course: string; asked: unknown }) {
  const t = translator(locale, 'records')
  const { act, done, undone, mailing, changed } = ActResultQuery.parse(asked)
  const known = act ? await readAct(course, act) : null
  const kind = CHANGES.find((change) => change === known?.kind)
  return (
    <>
      {((kind && done > 0) || undone > 0 || mailing > 0) && (
        <Notice tone="done">
          {kind && done > 0
            ? t(`doneTo.${kind}`, { count: done })
            : undone > 0
              ? t('note.undone', { count: undone })
              : t('note.mailing', { count: mailing })}
        </Notice>
      )}
      {known?.undoable && done > 0 && (
        <form method="post" action={`${here}/undo`} className="mt-2">
          <input type="hidden" name="act" value={known.id} />
          <Submit look="btn-quiet">{t('note.undo')}</Submit>
        </form>
      )}
      {changed > 0 && <Notice tone="problem">{t('note.changed', { count: changed })}</Notice>}
    </>
  )
}
