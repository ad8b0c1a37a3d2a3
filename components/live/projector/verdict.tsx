import { useTranslations } from 'use-intl'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'

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
    <div className="flex flex-1 flex-col justify-center pb-[2em]">
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
