import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RoomSigns, SignView } from '@/scenarios/engine/live/debrief'
import { sawIn, sortSigns } from '@/scenarios/engine/live/flags'
import { quoted } from '../../ui/quote'
import { H1 } from './debrief-parts'
import { Fit } from './fit'

/** Layouts for signs, from all of them to the few that always fit. */
const ALL = 'all'
const FEWER = ['three', 'two', 'one'] as const
/** The layouts that hide a list from this place on. */
const HIDDEN: Record<number, string> = {
  1: 'group-data-[layout=one]/fit:hidden',
  2: 'group-data-[layout=one]/fit:hidden group-data-[layout=two]/fit:hidden',
  3: 'group-data-[layout=one]/fit:hidden group-data-[layout=two]/fit:hidden group-data-[layout=three]/fit:hidden',
}
const hiddenAt = (i: number) => HIDDEN[Math.min(i, 3)] ?? ''
const MOST = { caught: 6, missed: 4, none: 4 }
export function Signs({ signs: { list, withheld }, flagging, tables }: { signs: RoomSigns; flagging: boolean; tables: boolean }) {
  const origin = useTranslations('liveFlags')
  const real = list.filter(({ sign }) => sign)
  return (
    <>
      {real.length === 0 ? (
        <None list={flagging ? list : []} />
      ) : flagging && real.some(({ of }) => of !== null) ? (
        <Counted list={list} tables={tables} />
      ) : (
        <Uncounted real={real} />
      )}
      {flagging && withheld && <p className="mt-3 text-ink-2">{origin('withheld')}</p>}
    </>
  )
}

function Counted({ list, tables }: { list: SignView[]; tables: boolean }) {
  const t = useTranslations('liveProjector')
  const shares = useTranslations('liveFlags')
  const { caught, missed: rest } = sortSigns(list)
  const missed = rest.sort((a, b) => Number(Boolean(b.why)) - Number(Boolean(a.why)))
  const shown = caught.slice(0, MOST.caught)
  return (
    <>
      <h1 className={H1}>{t(caught.length > 0 ? 'signs' : 'signsAlone')}</h1>
      <p className="mt-1 text-ink-2">{shares('shares')}</p>
      <div
        className={`mt-3 grid min-h-0 flex-1 gap-x-10 ${caught.length > 0 && missed.length > 0 ? 'grid-cols-[minmax(0,5fr)_minmax(0,6fr)]' : ''}`}
      >
        {caught.length > 0 && (
          <Fit max={1.4} min={1} layouts={[ALL]} spare={FEWER}>
            {(['room', 'some'] as const).map((saw) => (
              <Caught key={saw} saw={saw} shown={shown} />
            ))}
          </Fit>
        )}
        {missed.length > 0 && (
          <Fit max={1.25} min={1} layouts={[ALL]} spare={FEWER}>
            <Heading tone="text-signal">{t('missed')}</Heading>
            <ol className="mt-[.4em] space-y-[.8em]">
              {missed.slice(0, MOST.missed).map((sign, i) => (
                <li key={sign.segment} className={hiddenAt(i)}>
                  <InText sign={sign} tables={tables} />
                </li>
              ))}
            </ol>
          </Fit>
        )}
      </div>
    </>
  )
}

/** Places are counted over both lists, so that what does not fit is left out from the end. */
function Caught({ saw, shown }: { saw: 'room' | 'some'; shown: SignView[] }) {
  const t = useTranslations('liveProjector')
  const own = shown.map((sign, place) => ({ sign, place })).filter(({ sign }) => sawIn(sign.flagged, sign.of) === saw)
  const [first] = own
  if (!first) return null
  return (
    <section className={`not-first:mt-[.8em] ${hiddenAt(first.place)}`}>
      <Heading tone={saw === 'room' ? 'text-good' : 'text-ink-2'}>{t(`saw.${saw}`)}</Heading>
      <ol className="mt-[.4em] space-y-[.6em] pt-[.25em]">
        {own.map(({ sign: { segment, label, quote, flagged, of }, place }) => (
          <li
            key={segment}
            className={`grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-[.7em] leading-snug squarish:block ${hiddenAt(place)}`}
          >
            <Seen n={flagged!} of={of!} tone={saw === 'room' ? 'text-good' : 'text-ink-2'} />
            <div>
              <p>{quoted(quote)}</p>
              {label !== quote && <p className="hidden text-ink-2 group-data-[layout=all]/fit:block">{label}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Uncounted({ real }: { real: SignView[] }) {
  const t = useTranslations('liveProjector')
  return (
    <>
      <h1 className={H1}>{t('signsAlone')}</h1>
      <Fit max={1.4} min={1} layouts={[ALL]} spare={FEWER} className="mt-4 flex-1">
        <ol className="space-y-[.8em]">
          {real.slice(0, MOST.missed).map((sign, i) => (
            <li key={sign.segment} className={hiddenAt(i)}>
              <InText sign={sign} />
            </li>
          ))}
        </ol>
      </Fit>
    </>
  )
}

const Heading = ({ tone, children }: { tone: string; children: string }) => (
  <h2 className={`flex items-center gap-[.4em] font-semibold leading-snug ${tone}`}>{children}</h2>
)

function Seen({ n, of, tone }: { n: number; of: number; tone: string }) {
  const t = useTranslations('liveProjector')
  return (
    <p className={`min-w-[4.2em] whitespace-nowrap text-end font-semibold squarish:text-start tabular-nums ${tone}`}>
      {t.rich('sawIt', { n, of, b: (chunks) => <b className="text-fit-md font-semibold leading-none">{chunks}</b> })}
    </p>
  )
}

function InText({ sign: { label, quote, where, why, flagged, of }, tables = false }: { sign: SignView; tables?: boolean }) {
  const t = useTranslations('liveProjector')
  return (
    <section className="leading-snug">
      <p className="flex justify-between gap-x-[1em] text-ink-2">
        <span>{where.when}</span>
        {of !== null && (
          <span className="whitespace-nowrap tabular-nums">
            {flagged === null ? t('seenByFew', { of, crowd: tables ? 'tables' : 'people' }) : t('seenBy', { n: flagged, of })}
          </span>
        )}
      </p>
      <p className="mt-[.15em] rounded-[.6em] border border-line-2 bg-surface px-[.7em] py-[.4em]">
        {where.before && <span className="text-ink-2">{lastOf(where.before)} </span>}
        <mark className="rounded-[.2em] bg-signal-mark box-decoration-clone px-[.12em] text-inherit shadow-[inset_0_-.1em_0_var(--signal-line)]">
          {quote}
        </mark>
        {where.after && <span className="text-ink-2"> {firstOf(where.after)}</span>}
      </p>
      {label !== quote && <p className="mt-[.15em] font-semibold">{label}</p>}
      {why && <p className="mt-[.1em] text-ink-2 group-data-[layout=one]/fit:hidden">{why}</p>}
    </section>
  )
}
/** Enough characters to show where a sentence was. */
const AROUND = 90
const lastOf = (text: string): string => (text.length <= AROUND ? text : `… ${text.slice(text.indexOf(' ', text.length - AROUND) + 1)}`)
const firstOf = (text: string): string => (text.length <= AROUND ? text : `${text.slice(0, text.lastIndexOf(' ', AROUND))} …`)

function None({ list }: { list: SignView[] }) {
  const t = useTranslations('liveProjector')
  const flagged = list.filter((s) => s.flagged !== null).sort((a, b) => b.flagged! - a.flagged!)
  return (
    <>
      <h1 className={`flex items-center gap-[.4em] ${H1}`}>
        <Check className="icon text-good" aria-hidden="true" />
        {t('noSigns')}
      </h1>
      <p className={flagged.length > 0 ? 'mt-1 text-ink-2' : 'my-auto max-w-[22em] pb-[3em] text-fit-3xl leading-snug text-ink-2'}>
        {t('noSignsNote')}
      </p>
      {flagged.length > 0 && (
        <Fit max={1.35} min={1} layouts={[ALL]} spare={FEWER} className="mt-5 flex-1">
          <ol className="space-y-[.9em] pt-[.25em]">
            {flagged.slice(0, MOST.none).map(({ segment, label, quote, flagged: n, of, why, kind }, i) => (
              <li key={segment} className={`grid grid-cols-[6.5em_minmax(0,1fr)] gap-x-[1em] leading-snug ${hiddenAt(i)}`}>
                <p className="text-end text-ink-2 tabular-nums">
                  <b className="text-fit-xl font-semibold leading-none text-ink">{n}</b> {t('of', { of: of! })}
                </p>
                <div>
                  <p className="font-semibold">{quoted(quote)}</p>
                  <p className="text-ink-2">{why ?? (label === quote ? t(kind === 'question' ? 'question' : 'harmless') : label)}</p>
                </div>
              </li>
            ))}
          </ol>
        </Fit>
      )}
    </>
  )
}
