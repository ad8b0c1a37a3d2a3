import { useTranslations } from 'use-intl'
import type { Tally } from '@/scenarios/engine/live/ballot'
import type { AskedView } from '@/scenarios/engine/live/asked'
import { isSending, sentencesOf, slotLetter } from '../shared/way-on'
import { Options } from './options'
import type { VotingProps } from './voting-props'

/** The sentences that an act sends: as they were voted on, or as the facilitator chooses them. */
export function Sentences(props: VotingProps) {
  const { view, counts, way, picked, onPick } = props
  const t = useTranslations('liveCockpit.ways')
  const branch = way.ok ? way.branch : null
  if (view.phase === 'wording')
    return view.host?.sentences.map((asked, slot) => <Slot key={asked.id} {...props} asked={asked} slot={slot} />)
  if (!branch || !isSending(branch)) return null
  if (way.ok && way.command.type === 'word')
    return (
      <p className="mt-2 text-small text-ink-2">
        {t('wordNext')}{' '}
        <button type="button" className="link" onClick={() => onPick({ ...picked, own: true })}>
          {t('own')}
        </button>
      </p>
    )
  const sentences = sentencesOf(view, counts, branch, picked)
  return (
    <div className="mt-3 border-t border-line pt-3 text-small">
      <h2 className="font-semibold">{t('sentences')}</h2>
      {sentences.map(({ id, ask, open, sent }) => (
        <fieldset key={id} className="mt-2">
          <legend className="text-ink-2">{ask}</legend>
          <div className="mt-1.5 space-y-1.5">
            {open.map((option) => (
              <label key={option.id} className="choice py-2">
                <input
                  type="radio"
                  name={`settle-${id}`}
                  checked={sent.id === option.id}
                  onChange={() => onPick({ ...picked, settled: { ...picked.settled, [id]: option.id } })}
                />
                <span>{option.text}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}

const NOBODY: Tally = { voted: 0, counts: {} }

/** One sentence with its votes; radios where they settle nothing. */
function Slot({ view, counts, way, picked, onPick, asked, slot }: VotingProps & { asked: AskedView; slot: number }) {
  const t = useTranslations('liveCockpit')
  const { id, ask, options } = asked
  const { words = NOBODY } = counts?.host?.totals ?? {}
  const branch = counts?.host?.branches.find((b) => view.question?.kind === 'word' && b.text === view.question.act)
  const sentence = branch && sentencesOf(view, counts, branch, picked).find((one) => one.id === id)
  const row = words.counts[id] ?? {}
  const isOpen = !way.ok && way.tied.includes(id)
  return (
    <>
      <h2 className="mt-4 border-t border-line pt-3 text-note font-semibold">{ask}</h2>
      <Options
        caption={t('votesSoFar', { ask })}
        name={`settle-${id}`}
        total={Object.values(row).reduce((a, b) => a + b, 0)}
        rows={options.map((option, place) => ({
          ...{ id: option.id, letter: slotLetter(slot, place), text: option.text, count: words.few ? null : (row[option.id] ?? 0) },
          ...(sentence?.open.some((o) => o.id === option.id) && {
            pick: {
              kind: 'radio' as const,
              on: !isOpen && sentence.sent.id === option.id,
              change: () => onPick({ ...picked, settled: { ...picked.settled, [id]: option.id } }),
            },
          }),
        }))}
      />
    </>
  )
}
