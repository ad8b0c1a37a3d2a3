import { Flag } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RoomView, SceneView } from '@/scenarios/engine/live/view'
import { type Artefact, segmentsOf } from '@/scenarios/engine/play/play'
import { quoted } from '../../ui/quote'
import { BOX, BRIEFLY_GONE, BRIEFLY_HIDDEN, BRIEFLY_SHOWN } from './layout'

export interface FlaggedSentence {
  id: string
  text: string
  /** The heading or author of a sentence whose words occur twice; otherwise empty. */
  whose: string
  n: number
}
/** A sentence that only one person flagged would point at that person. */
const FROM = 2
const MOST = 2

export function mostFlagged({ scene, totals }: Pick<RoomView, 'scene' | 'totals'>): FlaggedSentence[] {
  const counts = totals?.flags?.counts
  if (!scene || !counts) return []
  const all = scene.show.flatMap((artefact) => {
    const whose = new Map(ownersIn(artefact, scene.cast))
    return segmentsOf(artefact, { facts: [], checks: [] }).map(({ id, text }) => ({ id, text, whose: whose.get(id) ?? '' }))
  })
  return all
    .map(({ id, text, whose }) => {
      const isTwice = all.some((other) => other.id !== id && other.text === text)
      return { id, text, whose: isTwice ? whose : '', n: counts[id] ?? 0 }
    })
    .filter(({ n }) => n >= FROM)
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST)
}

function ownersIn(node: Artefact | object, cast: SceneView['cast'], above = ''): [id: string, whose: string][] {
  if (Array.isArray(node)) return node.flatMap((item: object) => ownersIn(item, cast, above))
  const { id, text, heading, title, subject, from, with: other, of } = node as Record<string, string | undefined>
  const whose = heading || title || subject || cast[from ?? other ?? of ?? '']?.name || above
  if (id && text) return [[id, whose]]
  return Object.values(node).flatMap((item: unknown) => (item && typeof item === 'object' ? ownersIn(item, cast, whose) : []))
}

/** Characters that fit in three lines beside the bars, or in one line below them. */
const SHORT = 44
const shortened = (text: string): string =>
  text.length <= SHORT ? text : `${text.slice(0, text.lastIndexOf(' ', SHORT)).replace(/(?<!\W)\W+$/, '')} …`

interface Props {
  flags: readonly FlaggedSentence[]
  /** How many people flagged anything. */
  of: number
}

export function MostFlagged({ flags, of }: Props) {
  const t = useTranslations('liveProjector')
  return (
    <section className={`leading-snug squarish:hidden ${BOX}`}>
      <h2 className="flex items-center gap-[.4em] font-semibold">
        <Flag className="icon text-signal" aria-hidden="true" />
        {t('mostFlagged', { count: of })}
      </h2>
      <ol className="mt-[.3em] space-y-[.4em]">
        {flags.map(({ id, text, whose, n }, i) => (
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
    </section>
  )
}

export function FlaggedLine({ flags: [first], of }: Props) {
  const t = useTranslations('liveProjector')
  if (!first) return null
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
