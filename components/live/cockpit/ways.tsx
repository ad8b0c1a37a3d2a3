import { useTranslations } from 'use-intl'
import { type Tally, roomTells } from '@/scenarios/engine/live/ballot'
import type { Branch, Counts } from '@/scenarios/engine/live/host'
import type { RoomView } from '@/scenarios/engine/live/view'
import { type Picked, type WayOn, actOf, leading, letterOf, sentencesOf } from '../shared/way-on'

/** Where the focus goes when a way has to be chosen. */
export const WAYS_ID = 'ways'

interface Props {
  view: RoomView
  counts: Counts | null
  way: WayOn
  picked: Picked
  onPick: (picked: Picked) => void
  busy: boolean
  onContinue: () => void
}

/** The branch the room plays on: the majority's, or one that the facilitator chooses. */
export function Ways({ view, counts, way, picked, onPick, busy, onContinue }: Props) {
  const t = useTranslations('liveCockpit.ways')
  const branches = counts?.host?.branches ?? []
  const last = counts?.host?.totals.rounds.at(-1)
  const voted = last && !last.few ? last.voted : 0
  const chosen = branches.some((b) => b.text === picked.way) ? picked.way : null
  // The majority's own branch is not a what-if, unless it was chosen before it became the majority's.
  const lead = voted > 0 && counts && chosen === null ? leading(view, counts) : null
  const pick = (text: string | null) => onPick({ ...picked, way: text })
  return (
    <section id={WAYS_ID} tabIndex={-1} className="card p-5 shadow-card" aria-labelledby="ways-h">
      <h2 id="ways-h" className="font-semibold">
        {t('title')}
      </h2>
      <fieldset className="mt-2.5 space-y-2">
        <legend className="sr-only">{t('legend')}</legend>
        {voted > 0 && (
          <label className="choice py-2 text-note">
            <input type="radio" name="way" checked={chosen === null} onChange={() => pick(null)} />
            <span>
              {t('majority')}
              <span className="block text-fine text-ink-2">
                <Majority view={view} counts={counts!} branches={branches} />
              </span>
            </span>
          </label>
        )}
        {voted > 0 && <p className="eyebrow pt-1">{t('whatIf')}</p>}
        {branches.map(
          (branch, place) =>
            branch !== lead && (
              <label key={branch.text} className="choice py-2 text-note">
                <input type="radio" name="way" checked={branch.text === chosen} onChange={() => pick(branch.text)} />
                <span className="min-w-0">
                  <b className="font-semibold text-ink-2">{letterOf(place)}</b> {branch.text}
                  {branch.leadsTo && <span className="block text-fine text-ink-2">{t('leadsTo', { title: branch.leadsTo })}</span>}
                </span>
              </label>
            ),
        )}
      </fieldset>
      <Telling last={last} picked={picked} onPick={onPick} />
      <Sentences view={view} counts={counts} way={way} picked={picked} onPick={onPick} />
      <button
        type="button"
        className="btn btn-quiet mt-3.5 w-full aria-disabled:opacity-70"
        aria-disabled={busy || !way.ok}
        onClick={() => way.ok && !busy && onContinue()}
      >
        {t('continue')}
      </button>
      {!way.ok && <p className="mt-2 text-small text-ink-2">{t(last?.few ? 'few' : voted === 0 ? 'nobody' : 'settleFirst')}</p>}
    </section>
  )
}

/** Whether the room also tells somebody: as its votes say, or as the facilitator settles. */
function Telling({ last, picked, onPick }: Pick<Props, 'picked' | 'onPick'> & { last: Tally | undefined }) {
  const t = useTranslations('liveCockpit.ways')
  const voted = last !== undefined && last.voted > 0 && !last.few
  const tells = last !== undefined && roomTells(last)
  return (
    <label className="choice mt-3.5 py-2 text-note">
      <input type="checkbox" checked={picked.tell ?? tells} onChange={(e) => onPick({ ...picked, tell: e.currentTarget.checked })} />
      <span className="min-w-0">
        {t('tell')}
        <span className="block text-fine text-ink-2">
          {picked.tell !== null ? t('tellSettled') : voted ? t('tellVotes', { tells: tells ? 'yes' : 'no' }) : t('tellUnknown')}
        </span>
      </span>
    </label>
  )
}

/** The current majority, or what is tied. */
function Majority({ view, counts, branches }: { view: RoomView; counts: Counts; branches: Branch[] }) {
  const t = useTranslations('liveCockpit.ways')
  const { majority } = counts.host!
  const lead = leading(view, counts)
  if (lead) {
    const letter = letterOf(branches.indexOf(lead))
    if (!majority?.ok) return t('sentencesLevel', { letter })
    return lead.leadsTo ? t('atPresentTo', { letter, title: lead.leadsTo }) : t('atPresent', { letter })
  }
  const act = actOf(view)
  const row = act ? (counts.host!.totals.rounds.at(-1)?.counts[act.id] ?? {}) : {}
  const most = Math.max(0, ...Object.values(row))
  const level = act?.options.flatMap((o, place) => (most > 0 && row[o.id] === most ? [letterOf(place)] : [])) ?? []
  return level.length > 1 ? t('level', { letters: level.join(', ') }) : t('noMajority')
}

/** The sentences that go along: those chosen most, else the facilitator's choice. */
function Sentences({ view, counts, way, picked, onPick }: Pick<Props, 'view' | 'counts' | 'way' | 'picked' | 'onPick'>) {
  const t = useTranslations('liveCockpit.ways')
  const branch = way.ok ? way.branch : counts && leading(view, counts)
  if (!branch || Object.keys(branch.choices).length < 2) return null
  const sentences = sentencesOf(view, counts, branch, picked)
  const unsettled = way.ok ? [] : way.tied
  return (
    <div className="mt-3.5 border-t border-line pt-3 text-small">
      <h3 className="font-semibold">{t('sentences')}</h3>
      {sentences.length === 0 && <p className="mt-1 leading-normal text-ink-2">{t('unknown')}</p>}
      {sentences.map(({ id, ask, open, unvoted, sent }) => (
        <div key={id} className="mt-2">
          {open.length === 0 ? (
            <p className="leading-normal">
              <span className="text-ink-2">{ask}: </span>
              {sent.text}
            </p>
          ) : (
            <fieldset>
              <legend className="text-ink-2">{t(unvoted ? 'unvoted' : 'settle', { ask })}</legend>
              <div className="mt-1.5 space-y-1.5">
                {open.map((option) => (
                  <label key={option.id} className="choice py-2">
                    <input
                      type="radio"
                      name={`settle-${id}`}
                      checked={!unsettled.includes(id) && sent.id === option.id}
                      onChange={() => onPick({ ...picked, settled: { ...picked.settled, [id]: option.id } })}
                    />
                    <span>{option.text}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          )}
        </div>
      ))}
    </div>
  )
}
