import { Table } from '@/components/manage/table'
import type { LineEvent, LineHistory } from '@/server/records/history'
import { languageOf, translator } from '@/server/platform/locales'

type Texts = ReturnType<typeof translator<'records'>>
interface Props {
  t: Texts
  locale: string
  here: string
  history: LineHistory
  mayChange: boolean
}

/** The newest comes first. Undoing an act here undoes it for this person only. */
export function History({ t, locale, here, history: { line, events }, mayChange }: Props) {
  const time = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  const day = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <section className="mt-8">
      <h3 className="font-semibold">{t('person.history')}</h3>
      {events.length === 0 ? (
        <p className="mt-1 text-ink-2">{t('person.nothing')}</p>
      ) : (
        <Table label={t('person.historyTable')} columns={[t('person.when'), t('person.what'), t('person.by')]}>
          {events.map((event, i) => (
            <tr key={i}>
              <td className="whitespace-nowrap align-top">{time.format(event.at)}</td>
              <td className="min-w-[14rem] wrap-break-word">
                {said(t, locale, event, (at) => day.format(at))}
                {event.kind === 'act' && event.undoneAt !== null && (
                  <span className="block text-ink-2">{t('person.undone', { when: time.format(event.undoneAt) })}</span>
                )}
                {event.kind === 'act' && event.undoable && mayChange && (
                  <form method="post" action={`${here}/undo`}>
                    <input type="hidden" name="act" value={event.id} />
                    <input type="hidden" name="line" value={line.key} />
                    <button type="submit" className="link min-h-11">
                      {t('note.undo')}
                    </button>
                  </form>
                )}
              </td>
              <td className="align-top">{event.by ?? (event.kind === 'act' ? t('person.somebody') : '')}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}

export const notMailed = (t: Texts, answer: string): string => t('history.notMailed', { answer: answer || 'none' })

function said(t: Texts, locale: string, event: LineEvent, day: (at: number) => string): string {
  if (event.kind === 'joined' || event.kind === 'again') return t(`history.${event.kind}`, { cohort: event.cohort })
  if (event.kind === 'notMailed') return notMailed(t, event.answer)
  if (event.kind === 'gone' || event.kind === 'back') {
    const role = translator(locale, 'accounts')
    const roles = new Intl.ListFormat(languageOf(locale)).format(event.roles.map((one) => role(`roles.${one}`)))
    return t(`history.${event.kind}`, {
      by: !event.directory ? 'hand' : event.file ? 'file' : 'directory',
      file: event.file,
      roles: roles || 'none',
    })
  }
  if (event.kind !== 'act') return t(`history.${event.kind}`)
  const { act, reason, from, to } = event
  switch (act) {
    case 'extend':
      return from.due === null
        ? t('history.dueSet', { to: day(to.due!) })
        : t('history.extended', { from: day(from.due), to: day(to.due!), later: to.due! > from.due ? 'yes' : 'no' })
    case 'move': {
      const due = to.due === null ? 'none' : to.due === from.due ? 'same' : from.due === null ? 'new' : 'other'
      return t('history.moved', {
        from: from.cohort,
        to: to.cohort,
        due,
        day: to.due === null ? '' : day(to.due),
        before: from.due === null ? '' : day(from.due),
      })
    }
    case 'exempt':
      return t('history.exempted', { reason })
    case 'require':
    case 'end':
    case 'resend':
    case 'remind':
      return t(`history.${act}`)
  }
}
