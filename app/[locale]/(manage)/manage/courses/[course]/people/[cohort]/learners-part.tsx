import { Table } from '@/components/manage/table'
import { TextField } from '@/components/ui/field'
import { PER_PAGE, type Roster, type RosterLine, undoable } from '@/server/courses/roster'
import { translator } from '@/server/platform/locales'

type Texts = ReturnType<typeof translator<'courseEditor'>>
interface Props {
  locale: string
  here: string
  roster: Roster
  /** The filter of the list. */
  who: string
  page: number
  /** Only codes are shown. */
  coded: boolean
}

/** Who is in a cohort and how far they are, by completion only. */
export function LearnersPart({ locale, here, roster: { lines, total, waiting }, who, page, coded }: Props) {
  const t = translator(locale, 'courseEditor')
  const pages = Math.ceil(total / PER_PAGE)
  const columns = ([coded ? 'code' : 'person', 'standing', 'since', 'due', 'change'] as const).filter(
    (c) => !(coded && (c === 'since' || c === 'due' || c === 'change')),
  )
  return (
    <section id="learners" aria-labelledby="learners-h" className="mt-6 scroll-mt-6">
      <h2 id="learners-h" className="text-h2">
        {t('cohort.learners')}
      </h2>
      {(total > 0 || who !== '') && (
        <form method="get" action={`${here}#learners`} className="mt-3 flex max-w-xl flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-[14rem]">
            <TextField name="who" maxLength={100} label={t(coded ? 'cohort.filterCode' : 'cohort.filter')} defaultValue={who} />
          </div>
          <button type="submit" className="btn btn-quiet mb-0.5">
            {t('cohort.filterDo')}
          </button>
          {who !== '' && (
            <a className="btn btn-ghost mb-0.5" href={`${here}#learners`}>
              {t('cohort.filterAll')}
            </a>
          )}
        </form>
      )}
      {waiting > 0 && <p className="mt-4 max-w-prose leading-relaxed text-ink-2">{t('cohort.waiting', { count: waiting })}</p>}
      {lines.length === 0 ? (
        waiting === 0 && (
          <p className="mt-4 max-w-prose leading-relaxed text-ink-2">
            {who === '' ? t(coded ? 'cohort.noCodes' : 'cohort.none') : t('cohort.noneFit', { q: who })}
          </p>
        )
      ) : (
        <Table label={t('cohort.table')} columns={columns.map((c) => t(`cohort.${c}`))}>
          {lines.map((line) => (
            <Row key={line.handle} t={t} states={translator(locale, 'records')} line={line} here={here} coded={coded} />
          ))}
        </Table>
      )}
      {pages > 1 && <PageLinks t={t} here={here} who={who} page={page} pages={pages} />}
    </section>
  )
}

function PageLinks({ t, here, who, page, pages }: Pick<Props, 'here' | 'who' | 'page'> & { t: Texts; pages: number }) {
  return (
    <nav aria-label={t('cohort.pages')} className="mt-4">
      <ul className="flex flex-wrap gap-1">
        {Array.from({ length: pages }, (_, i) => (
          <li key={i}>
            <a
              className="btn btn-ghost aria-[current]:bg-accent-soft"
              aria-label={t('cohort.page', { n: i + 1 })}
              aria-current={i === page ? 'page' : undefined}
              href={`${here}?${new URLSearchParams({ ...(who && { who }), page: String(i) })}#learners`}
            >
              {i + 1}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export const nameOf = (t: Texts, { name, code, coded }: Pick<RosterLine, 'name' | 'code' | 'coded'>): string =>
  name ?? (coded ? code : `${t('cohort.noAccount')} (${code})`)

function Row({
  t,
  states,
  line,
  here,
  coded,
}: {
  t: Texts
  states: ReturnType<typeof translator<'records'>>
  line: RosterLine
  here: string
  coded: boolean
}) {
  const who = nameOf(t, line)
  const day = (at: number | null) => (at === null ? '' : t('people.day', { when: at }))
  return (
    <tr>
      <th scope="row" className="min-w-[12rem]">
        {who}
        {line.email && <span className="block text-small font-normal text-ink-2">{line.email}</span>}
      </th>
      <td className="whitespace-nowrap">{states(`states.${line.state}`)}</td>
      {!coded && <td className="whitespace-nowrap">{day(line.enrolledAt)}</td>}
      {!coded && <td className="whitespace-nowrap">{line.endedAt === null ? day(line.dueAt) : ''}</td>}
      {!coded && (
        <td className="whitespace-nowrap">
          {line.coded ? null : line.endedAt === null ? (
            <a
              className="link inline-flex min-h-11 items-center"
              href={`${here}/${line.handle}`}
              aria-label={t('cohort.changeWho', { who })}
            >
              {t('cohort.change')}
            </a>
          ) : (
            undoable(line.endedAt) && (
              <form method="post" action={`${here}/${line.handle}/change`}>
                <button type="submit" name="do" value="undo" className="link min-h-11" aria-label={t('cohort.undoWho', { who })}>
                  {t('cohort.undo')}
                </button>
              </form>
            )
          )}
        </td>
      )}
    </tr>
  )
}
