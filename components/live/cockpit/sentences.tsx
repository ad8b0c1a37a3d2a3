import { useTranslations } from 'use-intl'
import type { AskedView } from '@/scenarios/engine/live/asked-decision'
import type { Tally } from '@/scenarios/engine/live/ballot'
import type { Branch } from '@/scenarios/engine/live/facilitator'
import { firstPlace, letterOf } from '../shared/letters'
import { canWord, isSending, sentencesOf } from './next-command'
import { Options } from './options'
import type { VotingProps } from './voting-props'

export const SENTENCES_ID = 'sentences'

export function Sentences(props: VotingProps) {
  const { view, counts, way, picked, onPick } = props
  const t = useTranslations('liveCockpit.ways')
  const worded = counts?.facilitator?.branches.find((b) => view.question?.kind === 'word' && b.text === view.question.act)
  const branch = worded ?? way.branch
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
  return (
    <section id={SENTENCES_ID} tabIndex={-1} aria-label={t('sentences')} className="mt-3 scroll-mt-28 lg:scroll-mt-5">
      {!worded && <h2 className="font-semibold">{t('sentences')}</h2>}
      {!way.ok && <p className="mt-1 text-small font-medium text-signal">{t(worded ? 'openWords' : 'openOwn')}</p>}
      {!worded && canWord(view, counts) && (
        <button type="button" className="link mt-1 min-h-8 text-small" onClick={() => onPick({ ...picked, own: false, settled: {} })}>
          {t('roomWords')}
        </button>
      )}
      {view.facilitator?.sentences.map((asked, slot) => (
        <Slot key={asked.id} {...props} asked={asked} first={firstPlace(view.facilitator!.sentences, slot)} branch={branch} />
      ))}
    </section>
  )
}

const NOBODY: Tally = { voted: 0, counts: {} }

/** Shows radios only if the votes settle nothing. */
function Slot({
  view,
  counts,
  way,
  picked,
  onPick,
  asked,
  first,
  branch,
}: VotingProps & { asked: AskedView; first: number; branch: Branch }) {
  const t = useTranslations('liveCockpit')
  const { id, ask, options } = asked
  const { words = NOBODY } = counts?.facilitator?.totals ?? {}
  const sentence = sentencesOf(view, counts, branch, picked).find((one) => one.id === id)
  const row = words.counts[id] ?? {}
  const isOpen = !way.ok && way.tied.includes(id)
  const isVoted = view.phase === 'wording' || words.voted > 0
  const Heading = view.question?.kind === 'word' ? 'h2' : 'h3'
  const { meanings = {}, worths = {} } = view.facilitator ?? {}
  return (
    <>
      <Heading className="mt-4 border-t border-line pt-3 text-note font-semibold">{ask}</Heading>
      <Options
        caption={isVoted ? t('votesSoFar', { ask }) : ask}
        name={`settle-${id}`}
        total={Object.values(row).reduce((a, b) => a + b, 0)}
        rows={options.map((option, place) => ({
          ...{ id: option.id, letter: letterOf(first + place), text: option.text, why: meanings[option.id], worth: worths[option.id] },
          ...(isVoted && { count: words.few || words.counts[id] === undefined ? null : (row[option.id] ?? 0) }),
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
