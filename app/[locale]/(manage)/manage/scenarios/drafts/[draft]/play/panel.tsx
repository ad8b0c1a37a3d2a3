import { arrivalsAt } from '@/scenarios/authoring/draft/jumps'
import type { Draft, DraftFinding } from '@/scenarios/authoring/draft/read-draft'
import type { WrittenText } from '@/scenarios/authoring/draft/write-text'
import { authoredNames } from '@/scenarios/authoring/inspect/authored-names'
import type { Variant } from '@/scenarios/engine/format/schema'
import { idsOf } from '@/scenarios/engine/play/opaque-ids'
import { scoreAttempt } from '@/scenarios/engine/score/attempt'
import type { DraftFile } from '@/server/drafts/folder'
import { type Played, type PlayedDraft, journalText } from '@/server/drafts/played'
import { textsIn } from '@/server/drafts/reading'
import { translator } from '@/server/platform/locales'
import { Fault } from '../faults'
import { FollowedEdit } from './follow'

interface Props {
  locale: string
  page: string
  file: DraftFile
  draft: Draft
  variant: Variant
  played: PlayedDraft
  at: Played
  journal: string
  /** False while some findings are still being looked for. */
  whole: boolean
  note: string | undefined
}
/** Beside the page: the other variant, where it stands, every moment, and the texts of this one with what is wrong with them. */
export function Panel(props: Props) {
  const { locale, page, draft, variant, played, at, journal, note } = props
  const t = translator(locale, 'drafts')
  const names = authoredNames(played.scenario, idsOf(played.scenario))
  const score = scoreAttempt(played.compiled, at.steps)
  const named = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).join(', ')
  const href = (to: Variant, events: string) => `${page}/play?variant=${to}&j=${events}`
  return (
    <aside
      aria-label={t('panel.title')}
      className="grid gap-6 border-line bg-surface-2 px-4 py-6 text-note max-xl:border-t xl:sticky xl:top-0 xl:max-h-dvh xl:overflow-y-auto xl:border-s"
    >
      {note && <p role="status">{note}</p>}
      <nav aria-label={t('panel.variant')} className="flex gap-4">
        {(['hostile', 'genuine'] as const)
          .filter((each) => draft.compiled?.[each])
          .map((each) => (
            <a
              key={each}
              className="link aria-[current]:font-semibold"
              aria-current={each === variant || undefined}
              href={href(each, journal)}
            >
              {t(`variant.${each}`)}
            </a>
          ))}
        <a className="link ms-auto" href={`${page}/plan`}>
          {t('plan')}
        </a>
      </nav>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 [&_dt]:text-ink-2">
        <dt>{t('panel.facts')}</dt>
        <dd>{named(at.state.facts) || '–'}</dd>
        <dt>{t('panel.checks')}</dt>
        <dd>{named(at.state.checks) || '–'}</dd>
        <dt>{t('panel.reports')}</dt>
        <dd>{named(at.state.reports) || '–'}</dd>
        <dt>{t('panel.points')}</dt>
        <dd>{t('panel.earned', { earned: score.earned, possible: score.possible })}</dd>
        <dt>{t('panel.outcome')}</dt>
        <dd>{translator(locale, 'debrief')(`outcome.${score.outcome}`)}</dd>
      </dl>
      <Jumps {...props} named={named} href={(events) => href(variant, events)} />
      <MomentTexts {...props} moment={names.get(at.state.scene) ?? ''} />
    </aside>
  )
}

/** How many ways into a moment are listed: more are variations of the same. */
const LISTED = 8

function Jumps({
  locale,
  draft,
  variant,
  played,
  named,
  href,
}: Props & { named: (ids: readonly string[]) => string; href: (events: string) => string }) {
  const t = translator(locale, 'drafts')
  return (
    <section aria-labelledby="jumps-h">
      <h2 id="jumps-h" className="text-h3">
        {t('panel.jump')}
      </h2>
      <ul className="mt-2 grid gap-1">
        {Object.entries(played.scenario.scenes).map(([id, { title }]) => {
          const [nearest, ...others] = arrivalsAt(draft.compiled!, variant, id)
          return (
            <li key={id}>
              {nearest ? (
                <a className="link" href={href(journalText(nearest.events))}>
                  {title}
                </a>
              ) : (
                <span>
                  {title} <span className="text-signal">{t('panel.unreached')}</span>
                </span>
              )}
              {others.length > 0 && (
                <details className="ms-4">
                  <summary className="text-small text-ink-2">{t('panel.states', { count: others.length })}</summary>
                  <ul>
                    {others.slice(0, LISTED).map((arrival) => (
                      <li key={journalText(arrival.events)}>
                        <a className="link text-small" href={href(journalText(arrival.events))}>
                          {named([...arrival.facts, ...arrival.checks]) || '–'}
                        </a>
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The texts of the moment in the order of the file, each with what is wrong with it. What stands in one variant only says so. */
function MomentTexts({ locale, page, file, draft, variant, journal, whole, moment }: Props & { moment: string }) {
  const t = translator(locale, 'drafts')
  const texts = textsIn(file).filter(({ path }) => path.startsWith(`scenes/${moment}/`))
  const findings = draft.findings.filter((finding) => finding.moment === moment)
  const elsewhere = draft.findings.length - findings.length
  const about = (text: WrittenText) => findings.filter((finding) => isAbout(finding, text))
  const others = findings.filter((finding) => !texts.some((text) => isAbout(finding, text)))
  const faults = (all: DraftFinding[]) =>
    all.length > 0 && (
      <ul className="mt-1 grid gap-2 rounded-lg bg-signal-soft px-3 py-2">
        {all.map((finding, i) => (
          <Fault key={i} level={t(`level.${finding.level}`)} finding={finding} />
        ))}
      </ul>
    )
  return (
    <section aria-labelledby="texts-h">
      <h2 id="texts-h" className="text-h3">
        {t('panel.texts', { count: findings.length })}
      </h2>
      {!whole && <p>{t('panel.more')}</p>}
      {elsewhere > 0 && (
        <p>
          <a className="link" href={page}>
            {t('panel.elsewhere', { count: elsewhere })}
          </a>
        </p>
      )}
      {faults(others)}
      <ol className="mt-2 divide-y divide-line border-y border-line">
        {texts.map((text) => {
          const side = sideOf(text.path)
          const wrong = about(text)
          return (
            <li key={text.path}>
              <details open={wrong.length > 0 || undefined}>
                <summary className="grid cursor-pointer grid-cols-[5.5rem_minmax(0,1fr)] gap-x-2 py-1.5 leading-normal wrap-anywhere">
                  <span className="text-small text-ink-2">
                    {fieldOf(text.path)}
                    {side && <b className="block font-semibold text-accent">{t(`variant.${side}`)}</b>}
                  </span>
                  {text.text}
                </summary>
                {faults(wrong)}
                <FollowedEdit
                  path={text.path}
                  text={text.text}
                  version={file.version}
                  action={`${page}/text`}
                  back={`variant=${variant}&j=${journal}`}
                />
              </details>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** A finding about a sentence names the sentence, or the text in it. */
const isAbout = ({ path }: DraftFinding, text: WrittenText): boolean =>
  path === text.path || text.path === `${path}/text` || (sideOf(text.path) !== null && text.path === `${path}/${sideOf(text.path)}/text`)
const sideOf = (path: string): Variant | null =>
  (path.split('/').find((step) => step === 'hostile' || step === 'genuine') as Variant) ?? null
/** `text`, `why`, `finding`: what the author calls it. */
const fieldOf = (path: string): string =>
  path.split('/').findLast((step) => !/^\d+$/.test(step) && step !== 'hostile' && step !== 'genuine') ?? ''
