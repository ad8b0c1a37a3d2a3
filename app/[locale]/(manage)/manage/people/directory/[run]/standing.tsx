import { Notice, Tick } from '@/components/ui/field'
import { countKnown } from '@/server/accounts/people-search'
import type { Person } from '@/server/accounts/people'
import { type LeaverWarning, leaverWarning, needsConfirmation } from '@/server/directory/leaver-warning'
import { type Effect, effectOf } from '@/server/directory/rule-effect'
import { TO_DO } from '@/server/directory/differences'
import { losingBy } from '@/server/directory/leavers'
import type { Run } from '@/server/directory/runs'
import { languageOf, translator } from '@/server/platform/locales'
import { hasMail } from '@/server/platform/mail'

export const isOpen = ({ state }: Pick<Run, 'state'>): boolean => state === 'ready' || state === 'held'

export async function Standing({ locale, run, here, person }: { locale: string; run: Run; here: string; person: Person }) {
  const t = translator(locale, 'directory')
  const open = isOpen(run)
  const { missing, lost } = run.counts
  return (
    <>
      {run.failed && <Notice tone="problem">{t(`failed.${run.failed.problem}`, { value: run.failed.value })}</Notice>}
      {open && !run.counts.sure && (
        <Notice tone="info">{t('letters', { encoding: translator(locale, 'letters')(`encoding.${run.encoding}`) })}</Notice>
      )}
      {lost > 0 && <Notice tone="problem">{t('lost', { n: lost, open: String(open) })}</Notice>}
      {missing > 0 && (
        <Notice tone="problem">
          {t.rich('missing', {
            n: missing,
            problems: (chunks) => (
              <a className="link" href={`${here}?kind=problem`}>
                {chunks}
              </a>
            ),
          })}
        </Notice>
      )}
      {run.state === 'applying' && (
        <div className="mt-5 max-w-column">
          <progress className="w-full accent-[var(--accent)]" value={run.done} max={run.total} aria-label={t('states.applying')} />
          <p className="mt-1 text-note text-ink-2">{t('progress', { done: run.done, total: run.total })}</p>
        </div>
      )}
      {run.state === 'superseded' && <Notice tone="info">{t('superseded')}</Notice>}
      {run.state === 'applied' && <Applied locale={locale} run={run} />}
      {run.counts.unchanged > 0 && <p className="mt-4 text-ink-2">{t('unchanged', { n: run.counts.unchanged })}</p>}
      {open && <Decision locale={locale} run={run} here={here} warning={await leaverWarning(run, person.id)} />}
    </>
  )
}

async function Decision({ locale, run, here, warning }: { locale: string; run: Run; here: string; warning: LeaverWarning | null }) {
  const t = translator(locale, 'directory')
  const parts = partsOf(locale, run)
  return (
    <>
      {warning && <Notice tone="problem">{warningText(locale, warning)}</Notice>}
      {run.counts.back > 0 && <p className="mt-4 max-w-prose leading-relaxed">{rolesGone(locale, run)}</p>}
      {run.counts.leave > 0 && (
        <p className="mt-4 max-w-prose leading-relaxed">{t('leaving', { ...(await losingBy(run.id)), n: run.counts.leave })}</p>
      )}
      <form method="post" action={`${here}/decide`} className="mt-5">
        {needsConfirmation(warning) && (
          <div className="mb-4 max-w-column">
            <Tick name="sure" value="yes" label={t('sure', { n: run.counts.leave })} />
          </div>
        )}
        <div className="flex flex-wrap items-center gap-3">
          {parts.length > 0 ? (
            <button type="submit" name="do" value="apply" className="btn btn-primary">
              {t('apply', { what: parts.join(', ') })}
            </button>
          ) : (
            <p>{t('nothing')}</p>
          )}
          <button type="submit" name="do" value="discard" className="btn btn-ghost">
            {t('discard')}
          </button>
        </div>
      </form>
      {parts.length > 0 && <p className="mt-3 max-w-prose leading-relaxed text-ink-2">{effect(locale, run, await effectOf(run.id))}</p>}
    </>
  )
}

const partsOf = (locale: string, { counts }: Run): string[] =>
  TO_DO.filter((kind) => counts[kind] > 0).map((kind) => translator(locale, 'directory')(`parts.${kind}`, { n: counts[kind] }))

function warningText(locale: string, { leave, listed, you, last }: LeaverWarning): string {
  const t = translator(locale, 'directory')
  const share = new Intl.NumberFormat(languageOf(locale), { style: 'percent' }).format(listed === 0 ? 0 : leave / listed)
  return [
    ...(leave > 0 ? [t('leaverWarning', { leave, listed, share, you: String(you) })] : []),
    ...(last ? [t('leaverWarningLast', { who: last })] : []),
    t('leaverWarningDo', { confirm: String(leave > 0) }),
  ].join(' ')
}

/** Applying mails nobody by itself, but the rules of cohorts may enrol and invite people. */
function effect(locale: string, { counts }: Run, { rules, enrolled, invited }: Effect): string {
  const t = translator(locale, 'directory')
  if (enrolled + invited === 0) return t('effectNone', { joins: counts.join, rules })
  return t('effect', { people: enrolled + invited, enrolled, invited, mail: String(hasMail()) })
}

const linkTo = (locale: string) => (to: string) => (chunks: React.ReactNode) => (
  <a className="link" href={`/${locale}/manage/${to}`}>
    {chunks}
  </a>
)
/** People who come back have lost their roles. */
const rolesGone = (locale: string, { counts }: Run) =>
  translator(locale, 'directory').rich('backNote', { n: counts.back, people: linkTo(locale)('people') })

async function Applied({ locale, run }: { locale: string; run: Run }) {
  const t = translator(locale, 'directory')
  const link = linkTo(locale)
  const what = partsOf(locale, run).join(', ') || t('parts.none')
  return (
    <>
      <Notice tone="done">{t.rich('done', { what, known: await countKnown(), people: link('people'), courses: link('courses') })}</Notice>
      {run.counts.back > 0 && <p className="mt-4 max-w-prose leading-relaxed">{rolesGone(locale, run)}</p>}
    </>
  )
}
