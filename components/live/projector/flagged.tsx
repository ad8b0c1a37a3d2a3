import { Flag } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { FlaggedSentence } from '../shared/flagged-sentences'
import { FlaggedText } from '../shared/flagged-text'
import { BOX, BRIEFLY_HIDDEN } from './layout'

/**
 * Layouts of what stands beside the bars, from three sentences to one; the counts above them shrink first. None cuts a sentence: its sign
 * may be its last words.
 */
export const THREE = ['three']
export const FEWER = ['least three', 'two', 'least two', 'one', 'least one']
/** Where the answers alone leave no room for the line below them: small answers are worse than no flag. */
export const UNFLAGGED = 'unflagged brief'
const GONE = 'group-data-[layout^=unflagged]/fit:hidden!'
const FROM = ['', 'group-data-[layout$=one]/fit:hidden', 'group-data-[layout$=one]/fit:hidden group-data-[layout$=two]/fit:hidden']

interface Props {
  flags: readonly FlaggedSentence[]
  /** How many people flagged anything. */
  of: number
  withheld: boolean
}

export function MostFlagged({ flags, of, withheld }: Props) {
  const t = useTranslations('liveProjector')
  const origin = useTranslations('liveFlags')
  return (
    <section className={`leading-snug squarish:hidden ${BOX}`}>
      <h2 className="flex items-center gap-[.4em] font-semibold">
        <Flag className="icon text-signal" aria-hidden="true" />
        {t('mostFlagged', { count: of })}
      </h2>
      <ol className="mt-[.3em] space-y-[.4em]">
        {flags.slice(0, FROM.length).map((flag, i) => (
          <li
            key={flag.id}
            className={`grid grid-cols-[minmax(0,1fr)_1.6em] gap-x-[.4em] border-s-[.2em] border-signal-line ps-[.5em] ${FROM[i]}`}
          >
            <span className="wrap-anywhere">
              <FlaggedText {...flag} />
            </span>
            <b className="text-end font-semibold tabular-nums">{flag.n}</b>
          </li>
        ))}
      </ol>
      {withheld && <p className="mt-[.4em] text-ink-2">{origin('withheld')}</p>}
    </section>
  )
}

export function FlaggedLine({ flags: [first], of, withheld }: Props) {
  const t = useTranslations('liveProjector')
  const origin = useTranslations('liveFlags')
  if (!first) return withheld && <p className={`hidden pt-[.3em] text-ink-2 squarish:block ${GONE}`}>{origin('withheld')}</p>
  return (
    <div className={`hidden pt-[.3em] leading-snug squarish:block ${GONE}`}>
      <p className="flex gap-x-[.5em]">
        <Flag className="icon mt-[.2em] shrink-0 text-signal" aria-hidden="true" />
        <span className="min-w-0">
          <FlaggedText {...first} /> <span className="whitespace-nowrap text-ink-2">{t('flaggedOf', { n: first.n, of })}</span>
        </span>
      </p>
      {withheld && <p className={`text-ink-2 ${BRIEFLY_HIDDEN}`}>{origin('withheld')}</p>}
    </div>
  )
}
