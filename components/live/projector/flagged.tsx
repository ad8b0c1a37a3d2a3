import { Flag } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { quoted } from '../../ui/quote'
import type { FlaggedSentence } from '../shared/flagged-sentences'
import { BOX, BRIEFLY_GONE, BRIEFLY_HIDDEN, BRIEFLY_SHOWN } from './layout'

/** As many as fit beside the bars. */
const MOST = 2

/** Characters that fit in three lines beside the bars, or in one line below them. */
const SHORT = 44
const shortened = (text: string): string =>
  text.length <= SHORT ? text : `${text.slice(0, text.lastIndexOf(' ', SHORT)).replace(/(?<!\W)\W+$/, '')} …`

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
        {flags.slice(0, MOST).map(({ id, text, whose, n }, i) => (
          <li
            key={id}
            className={`grid grid-cols-[minmax(0,1fr)_1.6em] gap-x-[.4em] border-s-[.2em] border-signal-line ps-[.5em] ${i > 0 ? BRIEFLY_HIDDEN : ''}`}
          >
            <span>
              {whose && <span className="text-ink-2">{t('field', { ask: whose })} </span>}
              <span className={BRIEFLY_HIDDEN}>{quoted(text)}</span>
              <span className={BRIEFLY_SHOWN} data-shortened>
                {quoted(shortened(text))}
              </span>
            </span>
            <b className="text-end font-semibold tabular-nums">{n}</b>
          </li>
        ))}
      </ol>
      {withheld && <p className={`mt-[.4em] text-ink-2 ${flags.length > 0 ? BRIEFLY_HIDDEN : ''}`}>{origin('withheld')}</p>}
    </section>
  )
}

export function FlaggedLine({ flags: [first], of, withheld }: Props) {
  const t = useTranslations('liveProjector')
  const origin = useTranslations('liveFlags')
  if (!first) return withheld && <p className={`hidden pt-[.3em] text-ink-2 squarish:block ${BRIEFLY_GONE}`}>{origin('withheld')}</p>
  return (
    <p className={`hidden items-baseline gap-x-[.5em] pt-[.3em] leading-snug squarish:flex ${BRIEFLY_GONE}`}>
      <Flag className="icon shrink-0 self-center text-signal" aria-hidden="true" />
      <span className="min-w-0">
        {first.whose && <span className="text-ink-2">{t('field', { ask: first.whose })} </span>}
        <span data-shortened>{quoted(shortened(first.text))}</span>
      </span>
      <span className="ms-auto whitespace-nowrap text-ink-2">{t('flaggedOf', { n: first.n, of })}</span>
    </p>
  )
}
