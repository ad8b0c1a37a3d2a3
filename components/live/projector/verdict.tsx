import { useTranslations } from 'use-intl'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'
import { Fit } from './fit'

type Verdict = NonNullable<RoomDebrief['verdict']>

export const useVerdict = (): ((variant: Verdict['variant']) => string) => {
  const t = useTranslations('liveProjector')
  return (variant) => t(variant === 'genuine' ? 'wasGenuine' : 'wasApproach')
}

const END_MARKS = /(?<!\p{P})\p{P}+$/u
/** Leaves out what the line above has said: after "It was genuine." the text "This was genuine, all of it." becomes "All of it." */
export function goesOn(line: string, own: string): string {
  const said = line.replace(END_MARKS, '').split(' ').slice(1)
  const words = own.split(' ')
  const isSame = said.length > 0 && said.every((word, i) => words[i + 1]?.replace(END_MARKS, '') === word)
  const rest = isSame ? words.slice(said.length + 1).join(' ') : own
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

export function OneLine({ verdict: { variant, line: own }, judged }: { verdict: Verdict; judged: RoomDebrief['judged'] }) {
  const t = useTranslations('liveProjector')
  const line = useVerdict()(variant)
  const right = judged?.counts.looks?.[variant === 'genuine' ? 'genuine' : 'approach'] ?? 0
  return (
    <div className="flex flex-1 flex-col justify-center pb-[4em]">
      <h1 className="wall-hold -ms-[.04em] text-fit-6xl font-semibold leading-none tracking-tight text-balance squarish:text-fit-5xl">
        {line}
      </h1>
      {goesOn(line, own) && <p className="wall-hold-on mt-8 text-fit-2xl leading-snug text-balance">{goesOn(line, own)}</p>}
      {judged && (
        <p className="wall-hold-on mt-10 text-fit-xl leading-snug text-ink-2">
          {t.rich('judgedRight', {
            count: right,
            of: judged.voted,
            b: (chunks) => <b className="font-semibold text-good tabular-nums">{chunks}</b>,
          })}
        </p>
      )}
    </div>
  )
}

export function Reason({ verdict: { variant, reasons }, n, of }: { verdict: Verdict; n: number; of: number }) {
  const t = useTranslations('liveProjector')
  const line = useVerdict()(variant)
  const tone = variant === 'genuine' ? 'text-good' : 'text-signal'
  return (
    <>
      <h1 className={`text-fit-3xl font-semibold leading-tight tracking-tight ${n === 1 ? 'wall-rise' : ''}`}>{line}</h1>
      <p className="sr-only">{t('reasonOf', { n, of })}</p>
      <div key={n} className="wall-appear mt-6 grid min-h-0 flex-1 grid-cols-[3em_minmax(0,1fr)] border-t border-line-2 pt-7">
        <b aria-hidden="true" className={`self-center text-fit-5xl font-semibold leading-none tabular-nums ${tone}`}>
          {n}
        </b>
        <Fit max={2.5} min={1}>
          <div className="flex min-h-full flex-col justify-center pb-[.5em]">
            <p className="leading-snug text-pretty">{reasons[n - 1]}</p>
          </div>
        </Fit>
      </div>
      <Dots n={n} of={of} tone={tone} />
    </>
  )
}

const Dots = ({ n, of, tone }: { n: number; of: number; tone: string }) => (
  <svg viewBox={`0 0 ${of * 26} 14`} aria-hidden="true" className={`mt-4 h-[.6em] self-start ${tone}`}>
    {Array.from({ length: of }, (_, i) => (
      <circle key={i} cx={i * 26 + 7} cy="7" r="6" strokeWidth="1.5" className={i < n ? 'fill-current' : 'fill-none stroke-control'} />
    ))}
  </svg>
)
